using System.Buffers;
using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Turns a pattern into expressions that Hyperscan runs fast and reports once.</summary>
/// <remarks>
/// A match is reported at every place where it may end, so an open repeat at the end is cut to its minimum and the
/// match is widened by the caller; the same at the start, where an open repeat would be tried at every byte. White
/// space without a bound gets one. Choices at the top become expressions of their own, so that more of them have one
/// fixed width and need no search for their start.
/// </remarks>
internal static class PatternRewriter
{
    /// <summary>More white space than this between two parts is no longer one construct.</summary>
    private const int MaxSpaces = 8;

    /// <summary>More literals than this one rule shall not bring.</summary>
    private const int MaxLiterals = 512;

    /// <summary>The expressions that together find what <paramref name="pattern"/> finds.</summary>
    public static ImmutableArray<BytePattern> Rewrite(PatternNode pattern) => pattern switch
    {
        AlternationNode choices => [.. from choice in choices.Choices from part in Rewrite(choice) select part],
        SequenceNode { Parts: var parts } when CountLiterals(parts) is > 1 and <= MaxLiterals =>
            [.. from literal in Literals(parts) select RewriteOne(literal)],
        _ => [RewriteOne(pattern)],
    };

    /// <summary>
    /// How many literals a sequence of words and choices of words stands for; 0 if it is not one. Literals cost a
    /// search nothing but themselves, choices an automaton that is entered at every word.
    /// </summary>
    private static long CountLiterals(ImmutableArray<PatternNode> parts)
    {
        var count = 1L;
        foreach (var part in parts)
        {
            if (part is AlternationNode { Choices: var choices } && choices.All(IsWord))
                count = Math.Min(count * choices.Length, MaxLiterals + 1);
            else if (!IsWord(part))
                return 0;
        }

        return count;
    }

    private static bool IsWord(PatternNode node) =>
        IsLiteral(node) || (node is SequenceNode { Parts: var parts } && parts.All(IsLiteral));

    private static IEnumerable<PatternNode> Literals(ImmutableArray<PatternNode> parts)
    {
        IEnumerable<ImmutableArray<PatternNode>> starts = [[]];
        foreach (var part in parts)
        {
            var choices = part is AlternationNode alternation ? alternation.Choices : [part];
            starts = from start in starts
                     from choice in choices
                     select start.AddRange(choice is SequenceNode { Parts: var letters } ? letters : [choice]);
        }

        return from start in starts select new SequenceNode(start);
    }

    /// <summary>
    /// Longest text that every match is sure to contain; under three, the matcher has nothing to hold on to.
    /// </summary>
    public static int AnchorLength(PatternNode node)
    {
        switch (node)
        {
            case ClassNode:
                return IsLiteral(node) ? 1 : 0;
            case AlternationNode { Choices: var choices }:
                return choices.Min(AnchorLength);
            case RepeatNode { Min: > 0 } repeat:
                return repeat.Part is ClassNode && IsLiteral(repeat.Part) ? repeat.Min : AnchorLength(repeat.Part);
            case SequenceNode { Parts: var parts }:
                int best = 0, run = 0;
                foreach (var part in parts)
                {
                    run = IsLiteral(part) ? run + 1 : 0;
                    best = Math.Max(best, Math.Max(run, AnchorLength(part)));
                }

                return best;
            default:
                return 0;
        }
    }

    private static BytePattern RewriteOne(PatternNode pattern)
    {
        var parts = pattern is SequenceNode sequence ? sequence.Parts : [pattern];
        parts = [.. parts.Select(BoundSpaces)];
        SearchValues<byte>? lead = null, tail = null;
        var tailMax = 0;

        if (parts is [RepeatNode { Part: ClassNode { Set: var first } } open, _, ..] && open.Max != open.Min)
        {
            lead = Bytes(first);
            parts = Shorten(parts, 0, open);
        }

        if (parts is [.., RepeatNode { Part: ClassNode { Set: var last } } end] && end.Max != end.Min
            && (parts.Length > 1 || end.Min > 0))
        {
            tail = Bytes(last);
            tailMax = end.Max < 0 ? PatternNode.Unbounded : end.Max - end.Min;
            parts = Shorten(parts, parts.Length - 1, end);
        }

        return new BytePattern(parts is [var only] ? only : new SequenceNode(parts), lead, tail, tailMax);
    }

    private static ImmutableArray<PatternNode> Shorten(
        ImmutableArray<PatternNode> parts, int index, RepeatNode repeat) =>
        repeat.Min == 0 ? parts.RemoveAt(index) : parts.SetItem(
            index, repeat with { Max = repeat.Min, InBytes = repeat.Part is ClassNode { Set.HasAllNonAscii: true } });

    private static PatternNode BoundSpaces(PatternNode node) => node switch
    {
        RepeatNode { Max: < 0, Part: ClassNode { Set: var set } } repeat when IsSpace(set) =>
            repeat with { Max = Math.Max(repeat.Min, MaxSpaces) },
        RepeatNode repeat => repeat with { Part = BoundSpaces(repeat.Part) },
        SequenceNode { Parts: var parts } => new SequenceNode([.. parts.Select(BoundSpaces)]),
        AlternationNode { Choices: var choices } => new AlternationNode([.. choices.Select(BoundSpaces)]),
        _ => node,
    };

    private static bool IsSpace(RuneSet set) => set.Union(RuneSet.Spaces).Count == RuneSet.Spaces.Count;

    private static bool IsLiteral(PatternNode node) => node is ClassNode { Set: var set }
        && (set.Count == 1 || (set.Count == 2 && set.IsAscii && (set.Ranges[0].First | 0x20) == set.Ranges[^1].Last));

    private static SearchValues<byte> Bytes(RuneSet set)
    {
        var bytes = new List<byte>();
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            if (set.ContainsByte((byte)value))
                bytes.Add((byte)value);
        }

        return SearchValues.Create(bytes.ToArray());
    }
}
