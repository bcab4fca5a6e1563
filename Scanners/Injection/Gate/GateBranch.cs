namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One way in which a phrase can match.</summary>
/// <param name="Phrase">Index of the phrase.</param>
/// <param name="Family">Its family.</param>
/// <param name="Weight">What it weighs.</param>
/// <param name="Width">The most bytes a match takes.</param>
internal sealed record GateBranch(int Phrase, int Family, int Weight, int Width)
{
    /// <summary>Wider than any phrase: the clauses of one that has no bound are looked for this near.</summary>
    internal const int MaxWidth = 1024;
}
