namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>The ways in which a pattern can be read as rows of characters that stand side by side.</summary>
/// <remarks>Every match is one of the ways; a null in it stands for anything, also for nothing.</remarks>
internal static class PatternRows
{
    private const int MaxWays = 512;

    /// <summary>More copies of one part than this tell nothing more.</summary>
    private const int MaxCopies = 8;

    /// <summary>A part that may stand so many times more or less is written out for each of them.</summary>
    private const int MaxChoice = 4;

    private static readonly RuneSet?[][] Anything = [[null]];
    private static readonly RuneSet?[][] Nothing = [[]];

    /// <summary>All ways to read a pattern.</summary>
    public static RuneSet?[][] Of(PatternNode node) => node switch
    {
        ClassNode { Set: { IsAscii: true } set } => [[set]],
        AssertionNode => Nothing,
        AlternationNode alternation => OfChoices(alternation),
        SequenceNode sequence => OfSequence(sequence),
        RepeatNode repeat => OfRepeat(repeat, Of(repeat.Part)),
        _ => Anything,
    };

    private static RuneSet?[][] OfChoices(AlternationNode alternation)
    {
        var ways = new List<RuneSet?[]>();
        foreach (var choice in alternation.Choices)
            ways.AddRange(Of(choice));
        return Bound(ways);
    }

    private static RuneSet?[][] OfSequence(SequenceNode sequence)
    {
        RuneSet?[][] ways = Nothing;
        foreach (var part in sequence.Parts)
            ways = Then(ways, Of(part));
        return ways;
    }

    private static RuneSet?[][] OfRepeat(RepeatNode repeat, RuneSet?[][] part)
    {
        if (repeat.Max < 0 || repeat.Max - repeat.Min > MaxChoice || repeat.Max > MaxCopies)
        {
            // As many copies as there surely are before and behind those that may be there.
            RuneSet?[][] some = Copies(part, Math.Min(repeat.Min, MaxCopies));
            return some.Length > 1 ? Anything : Then(Then(some, Anything), some);
        }

        var ways = new List<RuneSet?[]>();
        for (int count = repeat.Min; count <= repeat.Max; count++)
            ways.AddRange(Copies(part, count));
        return Bound(ways);
    }

    private static RuneSet?[][] Copies(RuneSet?[][] part, int count)
    {
        RuneSet?[][] ways = Nothing;
        for (int i = 0; i < count; i++)
            ways = Then(ways, part);
        return ways;
    }

    private static RuneSet?[][] Then(RuneSet?[][] ways, RuneSet?[][] next)
    {
        next = ways.Length * next.Length > MaxWays ? Anything : next;
        var both = new List<RuneSet?[]>(ways.Length * next.Length);
        foreach (var way in ways)
        {
            foreach (var more in next)
                both.Add([.. way, .. more]);
        }

        return [.. both];
    }

    private static RuneSet?[][] Bound(List<RuneSet?[]> ways) => ways.Count > MaxWays ? Anything : [.. ways];
}
