namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Matches a place, not a character.</summary>
internal sealed record AssertionNode(AssertionKind Kind) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth => 0;

    /// <inheritdoc/>
    public override int MaxWidth => 0;
}
