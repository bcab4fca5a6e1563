using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>A run that was wrapped at one width, with blanks where the lines broke: <c>eyJhbGciOiJI UzI1NiIsInR5</c>.
/// </summary>
/// <remarks>
/// Words of one length and at least <see cref="MinWidth"/> characters, side by side, and what is left over behind
/// them. Prose has no two such words.
/// </remarks>
internal readonly struct WrappedRuns : ITextExtractor
{
    private const int MinWidth = 16;
    private const int MaxWidth = 128;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>What stands before and behind a row of words may be read twice.</remarks>
    public static int MaxLength(int length) => (2 * length) + 1;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        int at = 0;
        while (at + MinWidth < text.Length)
        {
            // A word that is long enough has no blank this far in; most words end before.
            int blank = text.Slice(at, MinWidth).LastIndexOf((byte)' ');
            if (blank >= 0)
            {
                at += blank + 1;
                continue;
            }

            int width = text[at..].IndexOf((byte)' ');
            if (width < 0)
                break;
            int start = at;
            at += width + 1;
            if (width <= MaxWidth && IsWord(text, at, width))
                at = Join(text, start, width, destination, ref written);
        }

        return written;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int at, int width) =>
        at + width <= text.Length && (at + width == text.Length || text[at + width] == ' ')
        && !text.Slice(at, width).Contains((byte)' ');

    private static int Join(
        ReadOnlySpan<byte> text, int start, int width, Span<byte> destination, ref int written)
    {
        int chain = written;
        // The first piece may stand behind something else: "token":"eyJhbGci
        ReadOnlySpan<byte> before = start > 0 ? text[..(start - 1)] : [];
        before = before[(before.LastIndexOf((byte)' ') + 1)..];
        if (before.Length > width)
            Add(before[^width..], destination, ref written);
        int at = start;
        for (; at < text.Length && IsWord(text, at, width); at += width + 1)
            Add(text.Slice(at, width), destination, ref written);
        ReadOnlySpan<byte> rest = at < text.Length ? text[at..] : [];
        int end = rest.IndexOf((byte)' ');
        rest = end < 0 ? rest : rest[..end];
        Add(rest[..Math.Min(rest.Length, width)], destination, ref written);
        if (GluedMatch.MayCount(destination[chain..written]))
            destination[written++] = (byte)' ';
        else
            written = chain;
        return Math.Min(at, text.Length);
    }

    private static void Add(ReadOnlySpan<byte> piece, Span<byte> destination, ref int written)
    {
        piece.CopyTo(destination[written..]);
        written += piece.Length;
    }
}
