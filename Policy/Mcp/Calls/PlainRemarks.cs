using System.Buffers;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Tells remarks on what others wrote, in plain words, from what can carry a secret.</summary>
/// <remarks>
/// Who reads the settings of a project and then answers in a review gives nothing of them away: all that is said can be
/// seen, and is examined. A message to somewhere else, or a text with anything but words in it, is no remark.
/// </remarks>
internal static class PlainRemarks
{
    private const int LongestText = 4096;

    /// <summary>Longer words are made by programs.</summary>
    private const int LongestWord = 24;

    /// <summary>Digits among letters make versions and numbers of issues, which are short.</summary>
    private const int LongestMixed = 8;

    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> s_assigning = SearchValues.Create("=:{}<>[]%\\"u8);

    /// <summary>Whether a call only remarks on something.</summary>
    public static bool Are(ReadOnlySpan<byte> tool, CallArguments arguments)
    {
        if (!Remarks(tool))
            return false;
        foreach (ref readonly var value in arguments.Values)
        {
            if (!IsPlain(arguments.TextOf(value)))
                return false;
        }

        return true;
    }

    private static bool Remarks(ReadOnlySpan<byte> tool)
    {
        Span<char> room = stackalloc char[NameWords.MaxWord];
        foreach (var word in new NameWords(tool, room))
        {
            if (word is "comment" or "review" or "reply")
                return true;
        }

        return false;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestText)
            return false;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(s_space);
            var word = (end < 0 ? text : text[..end]).Trim(",.;:!?()`'\"*"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (word.Length > LongestWord || word.ContainsAny(s_assigning) || IsMixed(word))
                return false;
        }

        return true;
    }

    private static bool IsMixed(ReadOnlySpan<byte> word)
    {
        if (word.Length <= LongestMixed)
            return false;
        var digits = 0;
        foreach (var b in word)
            digits += char.IsAsciiDigit((char)b) ? 1 : 0;
        return digits > 0;
    }
}
