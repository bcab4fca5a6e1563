using System.Buffers;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>One expression for the matcher, and how to get from its end offset to the whole match.</summary>
/// <param name="Node">What is compiled.</param>
/// <param name="Lead">Bytes that widen the match to the left; null for none.</param>
/// <param name="Tail">Bytes that widen the match to the right; null for none.</param>
/// <param name="TailMax">At most so many more bytes to the right.</param>
internal sealed record BytePattern(
    PatternNode Node, SearchValues<byte>? Lead, SearchValues<byte>? Tail, int TailMax)
{
    /// <summary>The text for Hyperscan.</summary>
    public string Text => PatternWriter.ForHyperscan(Node);

    /// <summary>Fewest bytes the compiled part matches.</summary>
    public int MinWidth { get; } = Node.MinWidth;

    /// <summary>Most bytes the compiled part matches.</summary>
    public int MaxWidth { get; } = Node.MaxWidth;
}
