namespace Pipelock.Scanners.Text.Decoders;

/// <summary>An encoding that marks single characters inside a text, and so is undone over the whole text at
/// once.</summary>
internal interface IWholeTextDecoder
{
    /// <summary>The name findings carry.</summary>
    static abstract Decoding Decoding { get; }

    /// <summary>Cheap, vectorised test: false when decoding cannot change the text.</summary>
    static abstract bool IsCandidate(ReadOnlySpan<byte> text);

    /// <summary>Writes the decoded text; nested levels of the same encoding are undone at once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least as long as the text: no encoding here is shorter than what it
    /// encodes.</param>
    /// <returns>The number of bytes written.</returns>
    static abstract int Decode(ReadOnlySpan<byte> text, Span<byte> destination);
}
