using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Secrets that a program puts together: <c>"AKIA" + "IOSF…"</c>, <c>'AKIA' . 'IOSF…'</c>,
/// <c>["AKIA", "IOSF…"]</c>, <c>AKIA""IOSF…</c>.</summary>
/// <remarks>A closing quote, blanks and at most one operator, an opening quote: what is outside of them is joined.</remarks>
internal readonly struct QuotedChains : ITextExtractor
{
    private const int MaxLiteral = 256;
    private const int MaxBlanks = 24; // a line break and the next line's indentation
    private const int MinLength = WordChain.MinLength;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>What a chain writes it has read, and a junction has two quotes for the one space behind it.</remarks>
    public static int MaxLength(int length) => length + 1;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        var stretches = new DenseStretches(text);
        while (stretches.MoveNext())
        {
            written += FromStretch(text[stretches.Start..stretches.End], destination[written..]);
        }

        return written;
    }

    private static int FromStretch(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int start = 0;   // where the open chain begins in the output
        int end = 0;     // where it ends
        int literal = 0; // where the current literal begins
        int pieces = 0;
        int at = 0;
        while (text[at..].IndexOfAny((byte)'"', (byte)'\'', (byte)'`') is var next and >= 0)
        {
            at += next;
            int junction = JunctionEnd(text, at);
            ReadOnlySpan<byte> piece = junction > 0 || pieces > 0 ? Piece(text[literal..at], pieces == 0) : default;
            piece.CopyTo(destination[end..]);
            end += piece.Length;
            pieces += junction > 0 || pieces > 0 ? 1 : 0;
            if (junction == 0)
            {
                Close(text[at..], destination, ref start, ref end, pieces);
                pieces = 0;
            }

            at = junction > 0 ? junction : at + 1;
            literal = at;
        }

        if (pieces > 0)
        {
            ReadOnlySpan<byte> last = Piece(text[literal..], isFirst: false);
            last.CopyTo(destination[end..]);
            end += last.Length;
            Close(default, destination, ref start, ref end, pieces + 1);
        }

        return start;
    }

    private static void Close(ReadOnlySpan<byte> behind, Span<byte> destination, ref int start, ref int end, int pieces)
    {
        // In {"a":"b","c":"d"} the second text is the name of another field.
        bool isName = pieces == 2 && behind.Length > 1 && behind[1] == ':';
        if (pieces >= 2 && !isName && end - start >= MinLength && GluedMatch.MayCount(destination[start..end]))
        {
            destination[end] = (byte)' ';
            start = end + 1;
        }

        end = start;
    }

    // The word that touches the quotes: the first piece ends there, the others begin.
    private static ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> text, bool isFirst)
    {
        ReadOnlySpan<byte> ends = " \t\r\n=;(,[{"u8;
        if (isFirst)
        {
            text = text[Math.Max(0, text.Length - MaxLiteral)..];
            return text[(text.LastIndexOfAny(ends) + 1)..];
        }

        text = text[..Math.Min(text.Length, MaxLiteral)];
        int end = text.IndexOfAny(ends);
        return end < 0 ? text : text[..end];
    }

    // Where the literal behind a closing quote begins; 0 when the quote at this place closes nothing that goes on.
    private static int JunctionEnd(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> blanks = " \t\r\n"u8;
        ReadOnlySpan<byte> behind = text[(at + 1)..Math.Min(text.Length, at + 1 + MaxBlanks)];
        ReadOnlySpan<byte> rest = behind.TrimStart(blanks);
        if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'.' or (byte)'&' or (byte)'|' or (byte)',' or (byte)'~'
            or (byte)'\\')
        {
            rest = rest[(rest.StartsWith("||"u8) || rest.StartsWith(".."u8) || rest.StartsWith("++"u8) ? 2 : 1)..]
                .TrimStart(blanks);
        }

        bool opens = !rest.IsEmpty && rest[0] is (byte)'"' or (byte)'\'' or (byte)'`';
        return opens && !rest.IsEmpty ? at + 1 + (behind.Length - rest.Length) + 1 : 0;
    }
}
