namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Words whose letters stand apart, or words that stand together, written as letters alone.</summary>
/// <remarks>
/// <c>i g n o r e</c>, <c>i.g.n.o.r.e</c>, <c>ignore-all-previous</c>, <c>ignoreallprevious</c>. Ordinary words end a
/// run, so ordinary text gives nothing. A pictogram between letters is as good as a dot.
/// </remarks>
internal static class SqueezedText
{
    private const int MinLetters = 16;
    private const int MaxPiece = 64;
    private const int MaxPictogram = 16; // UTF-8 of two, and a blank or what selects their look

    /// <summary>Writes the runs, one per line.</summary>
    /// <param name="text">The plain form.</param>
    /// <param name="destination">At least as long, and one byte.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var start = 0;
        var written = 0;
        var at = 0;
        var last = 0;
        var end = 0;
        while (at < text.Length)
        {
            var piece = LetterCount(text[at..]);
            if (piece == 0)
            {
                at++;
                continue;
            }

            var between = at > 0 ? text[at - 1] : (byte)0;
            var joins = at == 0
                || between is (byte)'.' or (byte)'-' or (byte)'/' or (byte)'|' or (byte)'*'
                || (between == (byte)'_' && (piece == 1 || last == 1)) // words so joined are an identifier
                || (piece == 1 && between is (byte)' ' or (byte)'\n')
                || (piece == 1 && between >= 0x80 && at - end <= MaxPictogram);
            if (!joins)
                Close(destination, ref start, ref written);
            // Most words are no part of a run, and too short for one.
            if (!joins && piece is > 1 and < MinLetters && EndsRun(text, at + piece))
            {
                at += piece;
                last = piece;
                end = at;
                continue;
            }

            if (piece <= MaxPiece)
            {
                text.Slice(at, piece).CopyTo(destination[written..]);
                written += piece;
            }

            at += piece;
            last = piece;
            end = at;
            // A letter alone after a word of its own begins another run.
            if (piece > 1 && EndsRun(text, at))
                Close(destination, ref start, ref written);
        }

        Close(destination, ref start, ref written);
        return start;
    }

    private static bool EndsRun(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && text[at] is (byte)' ' or (byte)'\n';

    private static void Close(Span<byte> destination, ref int start, ref int written)
    {
        if (written - start >= MinLetters)
        {
            destination[written] = (byte)'\n';
            start = written + 1;
        }

        written = start;
    }

    private static int LetterCount(ReadOnlySpan<byte> text)
    {
        // Words are too short for a search by vectors to begin.
        var count = 0;
        while (count < text.Length && char.IsAsciiLetterLower((char)text[count]))
            count++;
        return count;
    }
}
