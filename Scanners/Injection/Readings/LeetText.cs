using System.Buffers;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Digits and signs that stand for letters, read as letters.</summary>
internal static class LeetText
{
    private const int MinWords = 3;

    private static readonly SearchValues<byte> s_signs = SearchValues.Create("013457@$!|"u8);

    /// <summary>True when several words hold a sign between two letters.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        var words = 0;
        for (var at = 0; at < text.Length && words < MinWords;)
        {
            var next = text[at..].IndexOfAny(s_signs);
            if (next < 0)
                break;
            at += next;
            var between = at > 0 && at + 1 < text.Length
                && (char.IsAsciiLetterLower((char)text[at - 1]) || char.IsAsciiLetterLower((char)text[at + 1]));
            words += between ? 1 : 0;
            at++;
        }

        return words >= MinWords;
    }

    /// <summary>Writes the letters.</summary>
    /// <remarks>
    /// A sign is a letter beside other letters, or where signs make a word of their own: "3.14:" is a number.
    /// </remarks>
    internal static void Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOfAny(s_signs);
            if (start < 0)
                return;
            start += at;
            var length = text[start..].IndexOfAnyExcept(s_signs);
            at = length < 0 ? text.Length : start + length;
            if (IsWord(text[..start], text[at..]))
                WriteRun(text[start..at], destination[start..]);
        }
    }

    private static bool IsWord(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var isAlone = (before.IsEmpty || before[^1] is (byte)' ' or (byte)'\n')
            && (after.IsEmpty || after[0] is (byte)' ' or (byte)'\n');
        return isAlone || (!before.IsEmpty && IsLetter(before[^1])) || (!after.IsEmpty && IsLetter(after[0]));
    }

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b) || b >= 0x80;

    private static void WriteRun(ReadOnlySpan<byte> signs, Span<byte> destination)
    {
        for (var at = 0; at < signs.Length; at++)
        {
            destination[at] = signs[at] switch
            {
                (byte)'0' => (byte)'o',
                (byte)'1' or (byte)'!' or (byte)'|' => (byte)'i',
                (byte)'3' => (byte)'e',
                (byte)'4' or (byte)'@' => (byte)'a',
                (byte)'5' or (byte)'$' => (byte)'s',
                _ => (byte)'t', // 7
            };
        }
    }
}
