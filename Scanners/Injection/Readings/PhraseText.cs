using System.Numerics;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Brings a text into the form phrases are written in: lower case, single spaces, no accents.</summary>
/// <remarks>
/// White space becomes one space, a line feed where it held one, two where it held several. Invisible characters go,
/// compatibility forms and quotation marks become plain. Both the rules and the texts pass through here.
/// </remarks>
internal static class PhraseText
{
    /// <summary>The most bytes that can come out.</summary>
    internal static int MaxLength(int length) => Utf8Rewriter.MaxLength(length) + 1 + Vector256<byte>.Count;

    /// <summary>Writes the plain form.</summary>
    /// <param name="text">UTF-8; bytes that are none stay.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <param name="options">What else is done.</param>
    /// <param name="cuts">Offsets to follow.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Fold(ReadOnlySpan<byte> text, Span<byte> destination, PhraseOptions options, ref Cuts cuts)
    {
        var written = 0;
        var spaces = 0; // 1 a space, 2 a line feed, 3 several
        var read = 0;
        while (read < text.Length)
        {
            var plain = FoldPlain(text, read, destination, ref written, ref spaces, ref cuts);
            read += plain;
            if (plain > 0)
                continue;

            var next = text[read];
            if (next < 0x80)
            {
                var folded = Folded(next);
                if (folded > ' ' || folded is >= Markers.HiddenStart and <= Markers.CodeEnd)
                {
                    Break(destination, ref written, ref spaces);
                    cuts.Note(read, 1, written);
                    destination[written++] = folded;
                }
                else if (folded == '\n' && !(next == '\r' && read + 1 < text.Length && text[read + 1] == '\n'))
                {
                    spaces = spaces >= 2 ? 3 : 2;
                }
                else if (folded == ' ')
                {
                    spaces = Math.Max(spaces, 1);
                }

                read++;
                continue;
            }

            var length = Utf8Reader.Read(text, read, out var codePoint);
            Put(text.Slice(read, length), codePoint, options, destination, ref written, ref spaces, read, ref cuts);
            read += length;
        }

        return written;
    }

    // Printable ASCII with single spaces only has to become lower case; as much of a block as is that.
    private static int FoldPlain(
        ReadOnlySpan<byte> text, int read, Span<byte> destination, ref int written, ref int spaces, ref Cuts cuts)
    {
        if (read + Vector256<byte>.Count > text.Length || text[read] == ' ')
            return 0;
        var bytes = Vector256.LoadUnsafe(in text[read]);
        var space = Vector256.Create((byte)' ');
        var white = Vector256.Equals(bytes, space).ExtractMostSignificantBits();
        var other = Vector256.GreaterThan(bytes - space, Vector256.Create((byte)('~' - ' ')))
            .ExtractMostSignificantBits();
        var plain = BitOperations.TrailingZeroCount(other | (white & (white >> 1)));
        if (plain == 0)
            return 0;
        Break(destination, ref written, ref spaces);
        cuts.Note(read, plain, written);
        var isUpper =
            Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'A'), Vector256.Create((byte)25));
        (bytes | (isUpper & space)).StoreUnsafe(ref destination[written]);
        spaces = (int)(white >> (plain - 1)) & 1;
        written += plain - spaces;
        return plain;
    }

    /// <summary>What becomes of one character outside ASCII.</summary>
    private static void Put(
        ReadOnlySpan<byte> bytes, uint codePoint, PhraseOptions options, Span<byte> destination,
        ref int written, ref int spaces, int read, ref Cuts cuts)
    {
        if (ExoticWhiteSpace.IsExotic(codePoint) || codePoint is 0x85)
        {
            spaces = Math.Max(spaces, 1);
            return;
        }

        if (codePoint is >= 0xE0020 and <= 0xE007E)
        {
            // Tag characters are an invisible ASCII: agents read them, people do not.
            Break(destination, ref written, ref spaces);
            var tag = Folded((byte)(codePoint - 0xE0000));
            destination[written++] = tag == 0 ? (byte)' ' : tag;
            return;
        }

        if (InvisibleCharacters.TryMap(codePoint, out _))
        {
            if ((options & PhraseOptions.InvisibleIsSpace) != 0)
                spaces = Math.Max(spaces, 1);
            return;
        }

        var result = bytes;
        if (Punctuation(codePoint) is var plain and > 0)
            result = new ReadOnlySpan<byte>(in s_ascii[plain]);
        else if (CompatibilityForms.TryMap(codePoint, out var form))
            result = form;
        else if ((options & PhraseOptions.Confusables) != 0 && Confusables.TryMap(codePoint, out form))
            result = form;
        else if (CombiningMarks.TryMap(codePoint, out form))
            result = form;
        if (result.IsEmpty)
            return;
        Break(destination, ref written, ref spaces);
        cuts.Note(read, bytes.Length, written);
        written += Lower(result, options, destination[written..]);
    }

    private static readonly byte[] s_ascii = [.. Enumerable.Range(0, 128).Select(i => (byte)i)];

    // A replacement may itself need another step: an accented capital, a lookalike in wide form.
    private static int Lower(ReadOnlySpan<byte> text, PhraseOptions options, Span<byte> destination)
    {
        var written = 0;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] < 0x80)
            {
                var folded = Folded(text[at++]);
                destination[written++] = folded == 0 ? (byte)' ' : folded;
                continue;
            }

            var length = Utf8Reader.Read(text, at, out var codePoint);
            var result = text.Slice(at, length);
            at += length;
            if ((options & PhraseOptions.Confusables) != 0 && Confusables.TryMap(codePoint, out var form)
                || CombiningMarks.TryMap(codePoint, out form))
            {
                result = form;
            }

            written += LowerCase(result, destination[written..]);
        }

        return written;
    }

    private static int LowerCase(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = Utf8Reader.Read(text, at, out var codePoint);
            if (codePoint < 0x80)
            {
                destination[written++] = Folded((byte)codePoint);
            }
            else
            {
                text.Slice(at, length).CopyTo(destination[written..]);
                if (LowerLetter(codePoint) is var lower && lower != codePoint)
                    Decode(lower, destination[written..]);
                written += codePoint == DotlessI ? 1 : length;
            }

            at += length;
        }

        return written;
    }

    private const uint DotlessI = 0x131;

    private static uint LowerLetter(uint codePoint) => codePoint switch
    {
        >= 0x410 and <= 0x42F => codePoint + 0x20,
        >= 0x391 and <= 0x3A9 => codePoint + 0x20,
        >= 0xC0 and <= 0xDE and not 0xD7 => codePoint + 0x20,
        >= 0x400 and <= 0x40F => codePoint + 0x50,
        DotlessI => 'i',
        _ => codePoint,
    };

    private static void Decode(uint codePoint, Span<byte> destination) =>
        _ = new System.Text.Rune(codePoint).EncodeToUtf8(destination);

    private static int Punctuation(uint codePoint) => codePoint switch
    {
        0x201C or 0x201D or 0x201E or 0x201F or 0xAB or 0xBB or 0x300C or 0x300D or 0x300E or 0x300F => '"',
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x2BC => '\'',
        0x2010 or 0x2011 or 0x2012 or 0x2013 or 0x2014 or 0x2015 => '-',
        0x3001 or 0xFF0C or 0x60C => ',',
        0x3002 => '.',
        0xFF1A => ':',
        _ => 0,
    };

    private static void Break(Span<byte> destination, ref int written, ref int spaces)
    {
        if (spaces == 0)
            return;
        destination[written++] = spaces == 1 ? (byte)' ' : (byte)'\n';
        if (spaces == 3)
            destination[written++] = (byte)'\n';
        spaces = 0;
    }

    // 0 drops the byte.
    private static byte Folded(byte next) => next switch
    {
        >= (byte)'A' and <= (byte)'Z' => (byte)(next | 0x20),
        (byte)'\n' or (byte)'\r' or 0x0C => (byte)'\n',
        (byte)'\t' or 0x0B => (byte)' ',
        < 0x20 => next is >= Markers.HiddenStart and <= Markers.CodeEnd ? next : (byte)0,
        0x7F => 0,
        _ => next,
    };
}
