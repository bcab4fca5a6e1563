namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Uuencode (POSIX.1-2024, uuencode): lines of a length and six bits per character behind <c>begin 644 name</c>, or
/// without that line where text comes out.
/// </summary>
internal readonly struct UuDecoder : ITextExtractor
{
    /// <summary>A line is no longer than this.</summary>
    internal const int MaxLine = 62;

    private const int MinAlone = 12;
    private const int ModeLength = 3;
    private const int BeginLength = 6 + ModeLength; // "begin 644"

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Uu;

    /// <inheritdoc/>
    public static int MaxLength(int length) => length + 1;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        bool isBody = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? default : text[(end + 1)..];
            // A line that stands alone has to be text, as one in capitals may have the length it spells by chance.
            bool isLine = TryLine(line, isBody, destination[written..], out int bytes)
                && (isBody || (bytes >= MinAlone
                    && DecodedBytes.Judge(destination.Slice(written, bytes)) != DecodedKind.Noise));
            if (isLine)
            {
                written += bytes;
                isBody = true;
                continue;
            }

            if (isBody && written > 0)
            {
                destination[written++] = (byte)' ';
            }

            isBody = IsBegin(line);
        }

        return written;
    }

    private static bool IsBegin(ReadOnlySpan<byte> line) => line.IndexOf("begin "u8) is >= 0 and var begin
        && line.Length >= begin + BeginLength
        && !line.Slice(begin + BeginLength - ModeLength, ModeLength).ContainsAnyExceptInRange((byte)'0', (byte)'7');

    // Where more lines are expected, the last one may stand before the end of a string.
    private static bool TryLine(ReadOnlySpan<byte> text, bool mayGoOn, Span<byte> destination, out int bytes)
    {
        bytes = text.IsEmpty ? 0 : (text[0] - ' ') & 63;
        int characters = (bytes + 2) / 3 * 4;
        int needed = ((bytes * 8) + 5) / 6;
        // Blanks at its end are zeros, and mail loses them.
        bool fits = text.Length > needed && (mayGoOn || text.Length <= characters + 1);
        if (bytes == 0 || !fits || characters >= MaxLine - 1)
        {
            return false;
        }

        ReadOnlySpan<byte> line = text[1..Math.Min(text.Length, characters + 1)];
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'`'))
        {
            return false;
        }

        int bits = 0;
        int held = 0;
        int written = 0;
        foreach (byte character in line)
        {
            bits = (bits << 6) | ((character - ' ') & 63);
            held += 6;
            if (held >= 8 && written < bytes)
            {
                held -= 8;
                destination[written++] = (byte)(bits >> held);
            }
        }

        return true;
    }
}
