namespace Pipelock.Scanners.Injection.Readings;

/// <summary>A text as people see it where something they do not see stands in the middle of a sentence.</summary>
/// <remarks>
/// <c>ig&lt;!-- x --&gt;nore all &lt;!-- y --&gt; previous</c>: what stands between two letters, or two words of one
/// line, goes. Text without such places gives nothing, so that pages with comments of their own cost nothing more.
/// </remarks>
internal static class VisibleText
{
    /// <summary>Writes the text without what is hidden within its sentences.</summary>
    /// <param name="text">The plain form, with marks (<see cref="Markers"/>).</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>The number of bytes written; 0 when nothing is hidden within a sentence.</returns>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var any = false;
        while (text.IndexOf(Markers.HiddenStart) is var start and >= 0
            && text[start..].IndexOf(Markers.HiddenEnd) is var length and > 0)
        {
            var end = start + length + 1;
            var within = IsWithin(text[..start], text[end..]);
            var taken = within ? start : end;
            text[..taken].CopyTo(destination[written..]);
            written += taken;
            // "all <!-- x --> previous": one space is enough.
            var isSpaced = within && IsSpace(text[start - 1]) && IsSpace(text[end]);
            text = text[(isSpaced ? end + 1 : end)..];
            any |= within;
        }

        if (!any)
            return 0;
        text.CopyTo(destination[written..]);
        return written + text.Length;
    }

    private static bool IsWithin(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (!before.IsEmpty && IsSpace(before[^1]))
            before = before[..^1];
        if (!after.IsEmpty && IsSpace(after[0]))
            after = after[1..];
        return !before.IsEmpty && !after.IsEmpty && IsLetter(before[^1]) && IsLetter(after[0]);
    }

    private static bool IsSpace(byte next) => next is (byte)' ' or (byte)'\n';

    private static bool IsLetter(byte next) => next is (>= (byte)'a' and <= (byte)'z') or >= 0x80;
}
