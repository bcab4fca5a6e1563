namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>A part repeated. Greed is gone: only where a match may end counts, not which one comes first.</summary>
/// <param name="Part">What repeats.</param>
/// <param name="Min">At least so often.</param>
/// <param name="Max">At most so often; -1 for no bound.</param>
internal sealed record RepeatNode(PatternNode Part, int Min, int Max) : PatternNode
{
    /// <summary>
    /// Counts bytes instead of characters: what is left of an open repeat that was cut to its minimum.
    /// </summary>
    public bool InBytes { get; init; }

    /// <inheritdoc/>
    public override int MinWidth => Cap((long)Part.MinWidth * Min);

    /// <inheritdoc/>
    public override int MaxWidth => Max < 0 ? Unbounded : Cap((long)(InBytes ? 1 : Part.MaxWidth) * Max);
}
