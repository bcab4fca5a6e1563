using System.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>Languages that say no behind the verb: "vergessen Sie nicht", "n'oubliez pas", "無視しないで".</summary>
internal static class Negation
{
    private const int Words = 3;

    private static readonly byte[][] s_second = Bytes(" nicht ", " nicht,", " pas ", " pas,");

    /// <summary>In the plain form, which has no voicing marks: ないで is ないて there.</summary>
    private static readonly byte[][] s_behind = Bytes(
        "しない", "ないて", "ないよう", "せすに", "하지 마", "하지 말", "하지 않", "지 마", "지 말");

    /// <summary>True when a phrase is denied by a word in it or behind it.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="after">What follows it.</param>
    internal static bool IsAt(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> after)
    {
        foreach (byte[] word in s_behind)
        {
            if (after.StartsWith(word))
                return true;
        }

        // "pas" is behind the verb itself; "ne tenez pas compte de" has it in the verb.
        bool isWhole = phrase.StartsWith("ne "u8) || phrase.StartsWith("n'"u8);
        ReadOnlySpan<byte> start = isWhole ? default : FirstWords(phrase);
        foreach (byte[] word in s_second)
        {
            if (start.IndexOf(word) > 0)
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> FirstWords(ReadOnlySpan<byte> phrase)
    {
        int end = 0;
        for (int word = 0; word < Words; word++)
        {
            int next = phrase[end..].IndexOf((byte)' ');
            if (next < 0)
                return phrase;
            end += next + 1;
        }

        return phrase[..end];
    }

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
