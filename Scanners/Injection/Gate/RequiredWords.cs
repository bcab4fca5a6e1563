using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Reads from a pattern which words a text must hold before the pattern can match in it.</summary>
/// <remarks>
/// The result is what every match needs, so a text without it need not be searched; see the prefilters of RE2. A
/// pattern is a choice of branches, each of which needs one word of every of its clauses, in their order.
/// </remarks>
internal static class RequiredWords
{
    /// <summary>More clauses of one branch would not tell more.</summary>
    private const int MaxClauses = 6;

    /// <summary>More words in one clause cost more than they tell.</summary>
    private const int MaxWords = 200;

    /// <summary>So many ways to write a word are spelled out.</summary>
    private const int MaxSpellings = 4;

    /// <summary>The branches of a pattern; one without clauses can match anywhere.</summary>
    public static ImmutableArray<(int Width, ImmutableArray<WordClause> Clauses)> Of(string pattern)
    {
        PatternNode node = PatternParser.Parse(pattern, PatternFlags.DotAll);
        bool left = node is SequenceNode { Parts: [AssertionNode, ..] };
        bool right = node is SequenceNode { Parts: [.., AssertionNode] };
        while (node is SequenceNode { Parts: var parts }
            && parts.Where(part => part is not AssertionNode).ToArray() is [var only])
        {
            node = only; // \b(?:…)\b
        }

        ImmutableArray<PatternNode> branches = node is AlternationNode choice ? choice.Choices : [node];
        return [.. branches.Select(branch => (Width(branch), Best(Clauses(branch, left, right))))];
    }

    // Phrases are matched byte by byte, so what is none of some ASCII characters takes one.
    private static int Width(PatternNode node) => node switch
    {
        ClassNode { Set.HasAllNonAscii: true } => 1,
        AlternationNode { Choices: var choices } => choices.Max(Width),
        SequenceNode { Parts: var parts } => Math.Min(PatternNode.Unbounded, parts.Sum(Width)),
        RepeatNode { Max: >= 0 } repeat => Math.Min(PatternNode.Unbounded, Width(repeat.Part) * repeat.Max),
        _ => node.MaxWidth,
    };

    // Those that tell most, in the order of the pattern.
    private static ImmutableArray<WordClause> Best(List<WordClause> clauses)
    {
        const int Few = 2;
        const int Several = 4;
        var all = clauses.Where(clause => clause.Rarity > 0 && clause.Words.Count <= MaxWords)
            .Select((clause, index) => (clause, index)).OrderByDescending(one => one.clause.Rarity).ToArray();
        return
        [
            // A further common one tells little, but costs next to nothing where its words are whole ones.
            .. all.Where((one, rank) => rank < Few || one.clause.IsRare || (rank < Several && one.clause.StartsWords))
                .Take(MaxClauses).OrderBy(one => one.index).Select(one => one.clause),
        ];
    }

    private static List<WordClause> Clauses(PatternNode node, bool left, bool right)
    {
        var clauses = new List<WordClause>();
        switch (node)
        {
            case AlternationNode { Choices: var choices }:
                if (Either(choices, left, right) is { } either)
                    clauses.Add(either);
                break;
            case RepeatNode { Min: > 0 } repeat:
                clauses.AddRange(Clauses(repeat.Part, left: false, right: false));
                break;
            case SequenceNode { Parts: var parts }:
                AddSequence(parts, left, right, clauses);
                break;
            case ClassNode single:
                AddSequence([single], left, right, clauses);
                break;
        }

        return clauses;
    }

    // One clause for all choices: of each the clause that tells most.
    private static WordClause? Either(ImmutableArray<PatternNode> choices, bool left, bool right)
    {
        WordClause? all = null;
        foreach (PatternNode choice in choices)
        {
            WordClause? best = Clauses(choice, left, right).MaxBy(clause => (clause.Rarity, -clause.Words.Count));
            if (best is null)
                return null;
            all = all is null ? best : all.Or(best);
        }

        return all;
    }

    private static void AddSequence(
        ImmutableArray<PatternNode> parts, bool left, bool right, List<WordClause> clauses)
    {
        var spellings = new List<StringBuilder>();
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is AssertionNode)
                continue;
            if (spellings.Count == 0)
                spellings.Add(new StringBuilder(IsBorder(parts, i, -1, left) ? " " : ""));
            if (parts[i] is ClassNode { Set: var set } && Spell(spellings, set))
                continue;
            End(spellings, IsBorder(parts, i - 1, 1, right), clauses);
            if (parts[i] is not ClassNode)
                clauses.AddRange(Clauses(parts[i], IsBorder(parts, i, -1, left), IsBorder(parts, i, 1, right)));
        }

        End(spellings, right, clauses);
    }

    // No letter can stand on this side of a part, whatever of the optional parts there is.
    private static bool IsBorder(ImmutableArray<PatternNode> parts, int at, int step, bool beyond)
    {
        for (int i = at + step; i >= 0 && i < parts.Length; i += step)
        {
            if (parts[i] is AssertionNode { Kind: AssertionKind.WordBoundary })
                return true;
            if (parts[i] is AssertionNode)
                continue;
            if (!EndsWithoutLetter(parts[i], step))
                return false;
            if (parts[i].MinWidth > 0)
                return true;
        }

        return beyond;
    }

    // On the side that faces the part which is asked about.
    private static bool EndsWithoutLetter(PatternNode node, int step) => node switch
    {
        ClassNode { Set: var set } => !HasLetter(set),
        RepeatNode { Part: var part } => EndsWithoutLetter(part, step),
        AlternationNode { Choices: var choices } => choices.All(choice => EndsWithoutLetter(choice, step)),
        SequenceNode { Parts: [.., var last] } when step < 0 => last.MinWidth > 0 && EndsWithoutLetter(last, step),
        SequenceNode { Parts: [var first, ..] } => first.MinWidth > 0 && EndsWithoutLetter(first, step),
        _ => false,
    };

    private static bool HasLetter(RuneSet set) =>
        set.Ranges.Any(range => range.First <= 'z' && range.Last >= 'A' && !(range.First > 'Z' && range.Last < 'a'));

    private static bool Spell(List<StringBuilder> spellings, RuneSet set)
    {
        int count = set.Count;
        if (count == 0 || count * spellings.Count > MaxSpellings || set.Ranges[0].First <= ' ')
            return false;
        StringBuilder[] before = [.. spellings];
        spellings.Clear();
        foreach ((int first, int last) in set.Ranges)
        {
            for (int rune = first; rune <= last; rune++)
            {
                foreach (StringBuilder start in before)
                    spellings.Add(new StringBuilder().Append(start).Append(new Rune(rune).ToString()));
            }
        }

        return true;
    }

    private static void End(List<StringBuilder> spellings, bool isBorder, List<WordClause> clauses)
    {
        string[] words = [.. spellings.Select(spelling => spelling.ToString()).Where(word => word.Trim().Length > 0)];
        if (words.Length > 0)
            clauses.Add(WordClause.Of(words.Select(word => isBorder ? word + " " : word)));
        spellings.Clear();
    }
}
