namespace Pipelock.Scanners.Text.Gates;

/// <summary>Which lanes of a text the gates of the cut readings open, so that nobody asks twice.</summary>
/// <remarks>One byte per block for each gate, one bit per lane, lowest first; blocks are
/// <see cref="LaneMasks.Step"/> bytes apart.</remarks>
/// <param name="memory">At least <see cref="Size"/> bytes.</param>
/// <param name="length">How long the text is.</param>
internal readonly ref struct CutLanes(Span<byte> memory, int length)
{
    private readonly Span<byte> _memory = memory;
    private readonly int _blocks = Blocks(length);

    /// <summary>The lanes of chains of pieces.</summary>
    internal Span<byte> Split => _memory[.._blocks];

    /// <summary>The lanes of characters as numbers.</summary>
    internal Span<byte> Codes => _memory.Slice(_blocks, _blocks);

    /// <summary>The lanes of base85.</summary>
    internal Span<byte> Base85 => _memory.Slice(2 * _blocks, _blocks);

    /// <summary>How many bytes hold the lanes of a text.</summary>
    internal static int Size(int length) => 3 * Blocks(length);

    /// <summary>Forgets all of them.</summary>
    internal void Clear() => _memory[..(3 * _blocks)].Clear();

    private static int Blocks(int length) => (length / LaneMasks.Step) + 1;
}
