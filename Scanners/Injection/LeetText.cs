using System.Buffers;

namespace Pipelock.Scanners.Injection;

/// <summary>Digits and signs that stand for letters, read as letters.</summary>
internal static class LeetText
{
    private const int MinWords = 3;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("013457@$!|"u8);

    /// <summary>True when several words hold a sign between two letters.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        int words = 0;
        for (int at = 0; at < text.Length && words < MinWords;)
        {
            int next = text[at..].IndexOfAny(Signs);
            if (next < 0)
                break;
            at += next;
            bool between = at > 0 && at + 1 < text.Length
                && (char.IsAsciiLetterLower((char)text[at - 1]) || char.IsAsciiLetterLower((char)text[at + 1]));
            words += between ? 1 : 0;
            at++;
        }

        return words >= MinWords;
    }

    /// <summary>Writes the letters.</summary>
    internal static void Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        for (int at = 0; at < text.Length; at++)
        {
            destination[at] = text[at] switch
            {
                (byte)'0' => (byte)'o',
                (byte)'1' or (byte)'!' or (byte)'|' => (byte)'i',
                (byte)'3' => (byte)'e',
                (byte)'4' or (byte)'@' => (byte)'a',
                (byte)'5' or (byte)'$' => (byte)'s',
                (byte)'7' => (byte)'t',
                var other => other,
            };
        }
    }
}
