namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Words whose letters stand apart, with more white space from word to word than from letter to letter.</summary>
/// <remarks>
/// <c>s e n d&#160; t h e&#160; k e y</c>: unlike <see cref="SqueezedText"/> it keeps the words, so that every phrase can
/// be found in it, and paths and addresses stay what they are.
/// </remarks>
internal static class SpacedText
{
    /// <summary>True when letters stand alone in a row and some white space is wider than a space.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        TextShape.Read(text) is { HasWideSpace: true, HasLettersApart: true };

    /// <summary>Writes the text without the single spaces between two characters that stand alone.</summary>
    /// <param name="text">UTF-8, its white space as it was.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != ' ' || !StandsAlone(text, at - 1) || !StandsAlone(text, at + 1))
                destination[written++] = text[at];
        }

        return written;
    }

    private static bool StandsAlone(ReadOnlySpan<byte> text, int at) =>
        !IsWhite(text, at) && IsWhite(text, at - 1) && IsWhite(text, at + 1);

    // What is beyond either end parts words as well.
    private static bool IsWhite(ReadOnlySpan<byte> text, int at) => (uint)at >= (uint)text.Length || text[at] <= ' ';
}
