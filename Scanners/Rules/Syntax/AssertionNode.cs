namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Matches a place, not a character.</summary>
internal sealed record AssertionNode(AssertionKind Kind) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth => 0;

    /// <inheritdoc/>
    public override int MaxWidth => 0;

    /// <summary>Whether a pattern asks for an end of the text: then it may match in lines of a text and not in the
    /// text.</summary>
    public static bool AsksForEnd(PatternNode pattern) =>
        pattern is SequenceNode { Parts: [AlternationNode { Choices: var choices }, .. var rest] }
            && choices.Any(IsLineFeed) && choices.All(static choice => IsTextStart(choice) || !HasEnd(choice))
            ? rest.Any(HasEnd) : HasEnd(pattern);

    private static bool HasEnd(PatternNode pattern) => pattern switch
    {
        AssertionNode { Kind: AssertionKind.TextStart or AssertionKind.TextEnd } => true,
        RepeatNode { Part: var part } => HasEnd(part),
        SequenceNode { Parts: var parts } => parts.Any(HasEnd),
        AlternationNode { Choices: var choices } => choices.Any(HasEnd),
        _ => false,
    };

    private static bool IsTextStart(PatternNode choice) => choice is AssertionNode { Kind: AssertionKind.TextStart };

    // What begins the text or follows a line feed begins a line.
    private static bool IsLineFeed(PatternNode choice) =>
        choice is ClassNode { Set: var set } && set.ContainsByte((byte)'\n');
}
