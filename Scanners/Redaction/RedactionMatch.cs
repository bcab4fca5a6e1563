namespace Pipelock.Scanners.Redaction;

/// <summary>A stretch of a text that is to be replaced.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Class">What it is.</param>
/// <param name="Priority">Wins over overlapping matches of lower priority.</param>
internal readonly record struct RedactionMatch(int Start, int Length, string Class, int Priority)
{
    /// <summary>Behind the last character.</summary>
    internal int End => Start + Length;

    /// <summary>The order in which matches win: priority, then leftmost, then longest.</summary>
    internal static int Compare(RedactionMatch left, RedactionMatch right) =>
        left.Priority != right.Priority ? right.Priority.CompareTo(left.Priority)
        : left.Start != right.Start ? left.Start.CompareTo(right.Start)
        : right.Length.CompareTo(left.Length);
}
