namespace Pipelock.Scanners.Text.Decoders;

/// <summary>A reading that takes out of a text only the places written in one particular way.</summary>
internal interface ITextExtractor
{
    /// <summary>The name findings carry.</summary>
    static abstract Decoding Decoding { get; }

    /// <summary>The most bytes that can be taken out of a text of a length.</summary>
    static abstract int MaxLength(int length);

    /// <summary>Writes what every such place stands for, a space after each.</summary>
    /// <remarks>One that reads blocks is called and not put in place: where vectors are short, a compiler that begins
    /// at a small caller gives up before it has reached the last mask.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <returns>The number of bytes written; 0 when nothing is written in this way.</returns>
    static abstract int Extract(ReadOnlySpan<byte> text, Span<byte> destination);
}
