using System.Collections.Immutable;

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

    private static readonly ImmutableArray<RuneSet?> Anything = [null];

    /// <summary>All ways to read a pattern.</summary>
    public static ImmutableArray<ImmutableArray<RuneSet?>> Of(PatternNode node) => node switch
    {
        ClassNode { Set: { IsAscii: true } set } => [[set]],
        AssertionNode => [[]],
        AlternationNode { Choices: var choices } => Bound([.. choices.SelectMany(static choice => Of(choice))]),
        SequenceNode { Parts: var parts } => InSequence(parts.Select(static part => Of(part))),
        RepeatNode repeat => OfRepeat(repeat, Of(repeat.Part)),
        _ => [Anything],
    };

    private static ImmutableArray<ImmutableArray<RuneSet?>> OfRepeat(
        RepeatNode repeat, ImmutableArray<ImmutableArray<RuneSet?>> part)
    {
        if (repeat.Max >= 0 && repeat.Max - repeat.Min <= MaxChoice && repeat.Max <= MaxCopies)
        {
            return Bound([.. Enumerable.Range(repeat.Min, repeat.Max - repeat.Min + 1)
                .SelectMany(count => InSequence(Enumerable.Repeat(part, count)))]);
        }

        // As many copies as there surely are before and behind those that may be there.
        var copies = InSequence(Enumerable.Repeat(part, Math.Min(repeat.Min, MaxCopies)));
        return copies.Length > 1 ? [Anything] : InSequence([copies, [Anything], copies]);
    }

    private static ImmutableArray<ImmutableArray<RuneSet?>> InSequence(
        IEnumerable<ImmutableArray<ImmutableArray<RuneSet?>>> parts)
    {
        ImmutableArray<ImmutableArray<RuneSet?>> ways = [[]];
        foreach (var part in parts)
        {
            var next = (long)ways.Length * part.Length > MaxWays ? [Anything] : part;
            ways = [.. from way in ways from more in next select way.AddRange(more)];
        }

        return ways;
    }

    private static ImmutableArray<ImmutableArray<RuneSet?>> Bound(ImmutableArray<ImmutableArray<RuneSet?>> ways) =>
        ways.Length > MaxWays ? [Anything] : ways;
}
