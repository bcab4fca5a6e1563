using System.Collections.Immutable;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>What a part of a pattern can match, as far as the gate looks at it.</summary>
/// <param name="Width">The most bytes; <see cref="PatternNode.Unbounded"/> when there is no bound.</param>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct Filling(int Width, ByteSet Bytes)
{
    /// <summary>What a part matches.</summary>
    public static Filling Of(PatternNode node)
    {
        switch (node)
        {
            // Phrases are matched byte by byte, so what is none of some ASCII characters takes one.
            case ClassNode { Set: var set }:
                return new Filling(set.HasAllNonAscii ? 1 : node.MaxWidth, ByteSet.Of(set));
            case AlternationNode { Choices: var choices }:
                return OfAny(choices);
            case SequenceNode { Parts: var parts }:
                Filling all = default;
                foreach (var part in parts)
                    all = all.Then(Of(part));
                return all;
            case RepeatNode repeat:
                return Of(repeat.Part).Times(repeat.Max);
            default:
                return default;
        }
    }

    /// <summary>What one of some parts matches.</summary>
    public static Filling OfAny(ImmutableArray<PatternNode> choices)
    {
        Filling any = default;
        foreach (var choice in choices)
            any = any.Or(Of(choice));
        return any;
    }

    /// <summary>One after the other.</summary>
    public Filling Then(Filling next) => new(Cap((long)Width + next.Width), Bytes.Or(next.Bytes));

    /// <summary>Either.</summary>
    public Filling Or(Filling other) => new(Math.Max(Width, other.Width), Bytes.Or(other.Bytes));

    /// <summary>So often; without a bound when it is negative.</summary>
    public Filling Times(int count) =>
        this with { Width = count < 0 ? PatternNode.Unbounded : Cap((long)Width * count) };

    private static int Cap(long width) => (int)Math.Min(width, PatternNode.Unbounded);
}
