namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>One character out of a set; a literal character is a set of one (or two, caseless).</summary>
internal sealed record ClassNode(RuneSet Set) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth => Set.IsAscii || Set.HasAscii || Set.HasAllNonAscii ? 1 : 2;

    /// <inheritdoc/>
    public override int MaxWidth => Set.IsAscii ? 1 : 4;
}
