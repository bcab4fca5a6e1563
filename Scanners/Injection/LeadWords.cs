using System.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>The words of a sentence before a phrase: whether it is an order, or somebody tells about it.</summary>
internal static class LeadWords
{
    private const int Longest = 80;

    /// <summary>Behind one of these somebody else does it, or nobody: "they can ignore", "did not ignore".</summary>
    private static readonly byte[][] s_reporters = Words(
        " to", " can", " could", " may", " might", " would", " they", " cannot", " who", " that", " which", " not",
        "n't", " never", " i", " he", " she", " we", " unable");

    /// <summary>With one of these it is an order all the same: "you have to ignore", "remember to ignore".</summary>
    private static readonly byte[][] s_orders = Words(
        "you", "need", "must", "have to", "has to", "sure", "remember", "required", " is to", " are to", "want",
        "please", "proceed", "use the", "use your", "n't tell", "not tell", "fine to", " ok to", "okay to", "free to");

    /// <summary>With one of these somebody is said to be made to do it.</summary>
    private static readonly byte[][] s_tellers = Words(
        " make a", " make the", " makes", " made", " cause", " tell ", " tells", " told", " trick", " try", " tries",
        " tried", " attempt", "i can't", "i cannot", "i won't", "i will not", "i'm unable", "i'm not able",
        "i'm sorry");

    private static readonly byte[][] s_negations = Words(
        " not", "n't", " cannot", " never", " unable to", " не", " nicht", " nao", "n'", "不要", "请勿", "切勿", "不可");

    private static readonly byte[][] s_forbidders = Words("never ", "do not ", "don't ", "must not ", "not allowed");

    private static readonly byte[][] s_adverbs = Words("ly", " just", " even", " also", " then");

    /// <summary>True when the words make a report of what follows.</summary>
    /// <param name="lead">From the start of the sentence to the phrase.</param>
    internal static bool AreReport(ReadOnlySpan<byte> lead)
    {
        lead = lead[^Math.Min(lead.Length, Longest)..].TrimEnd((byte)' ');
        if (EndsWithAny(lead, s_adverbs))
            lead = lead[..Math.Max(0, lead.LastIndexOf((byte)' '))];
        if (EndsWithAny(lead, s_negations))
            return true;
        return (EndsWithAny(lead, s_reporters) || HoldsAny(lead, s_tellers)) && !HoldsAny(lead, s_orders);
    }

    /// <summary>True when the words forbid: "never run it without asking" asks for more care, not for less.</summary>
    internal static bool Forbid(ReadOnlySpan<byte> lead) => HoldsAny(lead, s_forbidders);

    private static bool EndsWithAny(ReadOnlySpan<byte> lead, byte[][] words)
    {
        foreach (byte[] word in words)
        {
            bool isWhole = lead.Length + 1 == word.Length && word[0] == ' ' && lead.SequenceEqual(word.AsSpan(1));
            if (isWhole || lead.EndsWith(word))
                return true;
        }

        return false;
    }

    private static bool HoldsAny(ReadOnlySpan<byte> lead, byte[][] words)
    {
        foreach (byte[] word in words)
        {
            if (lead.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    private static byte[][] Words(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
