using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Reads borders from patterns.</summary>
internal static class BorderSides
{
    /// <summary>What stands beside a part of a sequence, whatever of the optional parts there is.</summary>
    /// <param name="parts">The sequence.</param>
    /// <param name="at">Which part.</param>
    /// <param name="step">1 for what follows it, -1 for what stands before.</param>
    /// <param name="beyond">What stands beside the sequence on that side.</param>
    public static BorderSide Beside(IReadOnlyList<PatternNode> parts, int at, int step, BorderSide beyond)
    {
        for (var i = at + step; i >= 0 && i < parts.Count; i += step)
        {
            if (Of(parts[i], step) is var side && side != BorderSide.Open)
                return side;
        }

        return beyond;
    }

    // On the side that faces the part which is asked about.
    private static BorderSide Of(PatternNode node, int step) => node switch
    {
        ClassNode { Set: var set } => HasLetter(set) ? BorderSide.Letter : BorderSide.Border,
        AssertionNode { Kind: AssertionKind.WordBoundary } => BorderSide.Word,
        AssertionNode { Kind: AssertionKind.TextStart } when step < 0 => BorderSide.Border,
        AssertionNode { Kind: AssertionKind.TextEnd } when step > 0 => BorderSide.Border,
        RepeatNode { Min: 0 } repeat => (BorderSide)Math.Min((int)BorderSide.Open, (int)Of(repeat.Part, step)),
        RepeatNode repeat => Of(repeat.Part, step),
        AlternationNode { Choices: var choices } => choices.Min(choice => Of(choice, step)),
        SequenceNode { Parts: var parts } =>
            Beside(parts, step < 0 ? parts.Length : -1, step, BorderSide.Open),
        _ => BorderSide.Open,
    };

    private static bool HasLetter(RuneSet set)
    {
        foreach ((var first, var last) in set.Ranges)
        {
            if (first <= 'z' && last >= 'A' && !(first > 'Z' && last < 'a'))
                return true;
        }

        return false;
    }
}
