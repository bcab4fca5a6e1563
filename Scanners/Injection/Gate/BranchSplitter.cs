using System.Collections.Immutable;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Splits a pattern into the ways in which it can match, as far as that tells more of their words.</summary>
/// <remarks>
/// Of a choice among words one clause tells all there is. Where a choice needs several words, one clause for all of
/// them would have to leave out the rest: "system:" or "system prompt" would be any "system".
/// </remarks>
internal static class BranchSplitter
{
    /// <summary>More branches of one pattern cost more than they tell.</summary>
    private const int MaxBranches = 8;

    /// <summary>The branches; together they match what the pattern matches.</summary>
    public static ImmutableArray<PatternNode> Split(PatternNode pattern)
    {
        List<ImmutableArray<PatternNode>> branches =
            [.. (pattern is AlternationNode choice ? choice.Choices : [pattern]).Select(PartsOf)];
        for (var i = 0; i < branches.Count;)
        {
            if (TrySplit(branches[i], Math.Max(0, MaxBranches - branches.Count)) is not { } further)
            {
                i++;
                continue;
            }

            branches.RemoveAt(i);
            branches.InsertRange(i, further);
        }

        return [.. branches.Select(parts => parts is [var only] ? only : new SequenceNode(parts))];
    }

    // By the first part that can be split into no more than so many further ones.
    private static List<ImmutableArray<PatternNode>>? TrySplit(ImmutableArray<PatternNode> parts, int room)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not AlternationNode { Choices: var choices })
                continue;
            PatternNode[] several = [.. choices.Where(NeedsSeveralWords)];
            if (several.Length == 0 || several.Length > room)
                continue;
            ImmutableArray<PatternNode> others = [.. choices.Except(several)];
            List<ImmutableArray<PatternNode>> split =
                [.. several.Select(choice => With(parts, i, PartsOf(choice)))];
            if (others.Length > 0)
                split.Add(With(parts, i, others is [var only] ? PartsOf(only) : [new AlternationNode(others)]));
            return split;
        }

        return null;
    }

    private static bool NeedsSeveralWords(PatternNode choice) =>
        RequiredWords.Row(choice, BorderSide.Letter, BorderSide.Letter).Clauses.Count(one => one.Clause.Rarity > 0) > 1
            || (choice is AlternationNode { Choices: var choices } && choices.Any(NeedsSeveralWords));

    private static ImmutableArray<PatternNode> With(
        ImmutableArray<PatternNode> parts, int at, ImmutableArray<PatternNode> instead) =>
        [.. parts[..at], .. instead, .. parts[(at + 1)..]];

    private static ImmutableArray<PatternNode> PartsOf(PatternNode node) =>
        node is SequenceNode { Parts: var parts } ? parts : [node];
}
