namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Hexadecimal written pair by pair: <c>41:4b:49</c>, <c>41 4b 49</c>, <c>41-4b-49</c>, <c>41,4b,49</c>,
/// <c>0x41, 0x4b, 0x49</c>, <c>0x410x4b0x49</c>.
/// </summary>
internal static class HexPairDecoder
{
    /// <summary>Fewer pairs in a row are times, dates and hardware addresses.</summary>
    private const int MinPairs = 8;

    private const int MaxGap = 4; // digits and separator between one prefix and the next

    /// <summary>True when the text has enough <c>0x</c> close to each other; the other forms are seen as a
    /// trait.</summary>
    internal static bool HasPrefixedBytes(ReadOnlySpan<byte> text)
    {
        var prefixes = 0;
        while (text.IndexOf("0x"u8) is var at and >= 0)
        {
            prefixes = at <= MaxGap ? prefixes + 1 : 1;
            if (prefixes >= MinPairs)
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }

    /// <summary>Writes the bytes of every sequence, a space after each.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least as long as the text.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        while (at < text.Length)
        {
            if (!TryPair(text[at..], out var value, out var length, out var prefixed)
                || (at > 0 && !prefixed && char.IsAsciiLetterOrDigit((char)text[at - 1])))
            {
                at++;
                continue;
            }

            var start = written;
            var separator = -1;
            int lastLength;
            do
            {
                lastLength = length;
                destination[written++] = value;
                at += length;
            }
            while (TrySeparator(text[at..], prefixed, ref separator, out var width)
                && TryPair(text[(at + width)..], out value, out length, out var again)
                && again == prefixed
                && Advance(ref at, width));

            // The last pair of what is too short to be a sequence may be the first of one with another separator.
            var isSequence = written - start >= MinPairs
                && DecodedBytes.Judge(destination[start..written]) != DecodedKind.Noise;
            if (isSequence)
            {
                destination[written++] = (byte)' ';
                continue;
            }

            at -= written - start > 1 && written - start < MinPairs ? lastLength : 0;
            written = start;
        }

        return written;
    }

    private static bool Advance(ref int at, int width)
    {
        at += width;
        return true;
    }

    private static bool TryPair(ReadOnlySpan<byte> text, out byte value, out int length, out bool prefixed)
    {
        prefixed = text.Length >= 4 && text[0] == '0' && (text[1] | 0x20) == 'x';
        var start = prefixed ? 2 : 0;
        length = start + 2;
        var pair = text.Length >= length ? HexDigits.Pair(text[start], text[start + 1]) : -1;
        value = (byte)pair;
        var ends = text.Length <= length || prefixed || !HexDigits.IsDigit(text[length]);
        return pair >= 0 && ends;
    }

    // The first separator of a sequence is the one of all; a comma may be followed by a space.
    private static bool TrySeparator(ReadOnlySpan<byte> text, bool prefixed, ref int separator, out int width)
    {
        width = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        var found = text[0] is (byte)':' or (byte)' ' or (byte)'-' or (byte)',' or (byte)'.' ? text[0] : 0;
        if (found == 0 && !prefixed)
        {
            return false;
        }

        width = found == 0 ? 0 : found == ',' && text.Length > 1 && text[1] == ' ' ? 2 : 1;
        separator = separator < 0 ? found : separator;
        return separator == found;
    }
}
