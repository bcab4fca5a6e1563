namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>A part repeated. Greed is gone: only where a match may end counts, not which one comes first.</summary>
/// <param name="Part">What repeats.</param>
/// <param name="Min">At least so often.</param>
/// <param name="Max">At most so often; -1 for no bound.</param>
internal sealed record RepeatNode(PatternNode Part, int Min, int Max) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth => Cap((long)Part.MinWidth * Min);

    /// <inheritdoc/>
    public override int MaxWidth => Max < 0 ? Unbounded : Cap((long)Part.MaxWidth * Max);
}
