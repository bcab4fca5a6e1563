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
    private const int MaxWords = 1000;

    /// <summary>So many ways to write a word are spelled out.</summary>
    private const int MaxSpellings = 4;

    /// <summary>The branches of a pattern; one without clauses can match anywhere.</summary>
    public static ImmutableArray<(int Width, ClauseRow Clauses)> Of(string pattern)
    {
        var node = PatternParser.Parse(pattern, PatternFlags.DotAll);
        var left = BorderSide.Letter;
        var right = BorderSide.Letter;
        while (node is SequenceNode { Parts: var parts }
            && parts.Where(part => part is not AssertionNode).ToArray() is [var only])
        {
            var at = parts.IndexOf(only);
            left = BorderSides.Beside(parts, at, -1, left);
            right = BorderSides.Beside(parts, at, 1, right);
            node = only; // \b(?:…)\b
        }

        return
        [
            .. BranchSplitter.Split(node).Select(branch => (Filling.Of(branch).Width, Best(Row(branch, left, right)))),
        ];
    }

    // Those that tell most, in the order of the pattern.
    private static ClauseRow Best(ClauseRow row)
    {
        const int Few = 2;
        const int Several = 4;
        var all = row.Clauses.Select((placed, index) => (placed.Clause, Index: index))
            .Where(one => one.Clause.Rarity > 0 && one.Clause.Words.Count <= MaxWords)
            .OrderByDescending(one => one.Clause.Rarity).ToArray();
        // A further common one tells little, but costs next to nothing where its words are whole ones.
        int[] best =
        [
            .. all.Where((one, rank) => rank < Few || one.Clause.IsRare || (rank < Several && one.Clause.StartsWords))
                .Take(MaxClauses).Select(one => one.Index),
        ];
        return row.Where(best.Contains);
    }

    /// <summary>All clauses of a part of a pattern.</summary>
    /// <param name="node">The part.</param>
    /// <param name="left">What stands before it.</param>
    /// <param name="right">What follows it.</param>
    public static ClauseRow Row(PatternNode node, BorderSide left, BorderSide right)
    {
        var row = new ClauseRow();
        switch (node)
        {
            case AlternationNode { Choices: var choices }:
                AddEither(choices, left, right, row);
                break;
            case RepeatNode { Min: > 0 } repeat:
                row.Add(Row(repeat.Part, BorderSide.Letter, BorderSide.Letter));
                row.Skip(Filling.Of(repeat.Part).Times(repeat.Max < 0 ? repeat.Max : repeat.Max - 1));
                break;
            case SequenceNode { Parts: var parts }:
                AddSequence(parts, left, right, row);
                break;
            case ClassNode single:
                AddSequence([single], left, right, row);
                break;
            default:
                row.Skip(Filling.Of(node));
                break;
        }

        return row;
    }

    // One clause for all choices: of each the clause that tells most.
    private static void AddEither(ImmutableArray<PatternNode> choices, BorderSide left, BorderSide right, ClauseRow row)
    {
        var words = new List<string>();
        Filling lead = default;
        Filling rest = default;
        foreach (var choice in choices)
        {
            var all = Row(choice, left, right);
            if (all.Clauses.Count == 0)
            {
                row.Skip(Filling.OfAny(choices));
                return;
            }

            var best = Enumerable.Range(0, all.Clauses.Count)
                .MaxBy(i => (all.Clauses[i].Clause.Rarity, -all.Clauses[i].Clause.Words.Count));
            var one = all.Where(index => index == best);
            words.AddRange(one.Clauses[0].Clause.Words);
            lead = lead.Or(one.Clauses[0].Gap);
            rest = rest.Or(one.Rest);
        }

        var clause = WordClause.Of(words, out var before, out var behind);
        row.Add(clause, lead.Or(before), rest.Then(behind));
    }

    private static void AddSequence(ImmutableArray<PatternNode> parts, BorderSide left, BorderSide right, ClauseRow row)
    {
        var spellings = new List<StringBuilder>();
        var first = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is AssertionNode)
                continue;
            if (spellings.Count == 0)
            {
                spellings.Add(new StringBuilder());
                first = i;
            }

            if (parts[i] is ClassNode { Set: var set } && Spell(spellings, set, isOptional: false))
                continue;
            if (parts[i] is RepeatNode { Min: 0, Max: 1, Part: ClassNode { Set: var optional } }
                && Spell(spellings, optional, isOptional: true))
            {
                continue;
            }

            End(spellings, BorderSides.Beside(parts, first, -1, left), BorderSides.Beside(parts, i - 1, 1, right), row);
            if (parts[i] is ClassNode)
            {
                row.Skip(Filling.Of(parts[i]));
                continue;
            }

            row.Add(Row(
                parts[i], BorderSides.Beside(parts, i, -1, left), BorderSides.Beside(parts, i, 1, right)));
        }

        var last = parts.Length - 1;
        while (last >= 0 && parts[last] is AssertionNode)
            last--;
        End(spellings, BorderSides.Beside(parts, first, -1, left), BorderSides.Beside(parts, last, 1, right), row);
    }

    private static bool Spell(List<StringBuilder> spellings, RuneSet set, bool isOptional)
    {
        var count = set.Count + (isOptional ? 1 : 0);
        if (set.Count == 0 || count * spellings.Count > MaxSpellings || set.Ranges[0].First <= ' ')
            return false;
        StringBuilder[] before = [.. spellings];
        if (!isOptional)
            spellings.Clear();
        foreach ((var first, var last) in set.Ranges)
        {
            for (var rune = first; rune <= last; rune++)
            {
                foreach (var start in before)
                    spellings.Add(new StringBuilder().Append(start).Append(new Rune(rune).ToString()));
            }
        }

        return true;
    }

    private static void End(List<StringBuilder> spellings, BorderSide left, BorderSide right, ClauseRow row)
    {
        string[] words = [.. spellings.Select(spelling => spelling.ToString())];
        spellings.Clear();
        if (words.Length == 0)
            return;
        var width = words.Max(Encoding.UTF8.GetByteCount);
        if (words.Contains(""))
        {
            row.Skip(new Filling(width, ByteSet.Of(string.Concat(words))));
            return;
        }

        var clause = WordClause.Of(
            words.Select(word => Edge(left, word[0]) + word + Edge(right, word[^1])),
            out var before, out var behind);
        row.Add(clause, before with { Width = width }, behind);
    }

    private static string Edge(BorderSide side, char letter) =>
        side == BorderSide.Border || (side == BorderSide.Word && char.IsAsciiLetterOrDigit(letter)) ? " " : "";
}
