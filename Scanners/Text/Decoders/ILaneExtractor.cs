using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>The same as <see cref="ITextExtractor"/>, of what only some lanes of a text may hold.</summary>
internal interface ILaneExtractor
{
    /// <summary>The name findings carry.</summary>
    static abstract Decoding Decoding { get; }

    /// <summary>The most bytes that can be taken out of a text of a length.</summary>
    static abstract int MaxLength(int length);

    /// <summary>Writes what every such place stands for, a space after each.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lanes">The lanes that <see cref="CutGate"/> notes for it.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <returns>The number of bytes written; 0 when nothing is written in this way.</returns>
    static abstract int Extract(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lanes, Span<byte> destination);
}
