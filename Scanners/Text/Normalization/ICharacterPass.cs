namespace Pipelock.Scanners.Text.Normalization;

/// <summary>One normalisation: what becomes of each character, and where a character it may change can begin.</summary>
/// <remarks>Implemented by empty structs, so that <see cref="Utf8Rewriter"/> is compiled once per pass.</remarks>
internal interface ICharacterPass
{
    /// <summary>The index of the first byte that may begin a changed character, or -1: the vectorised test.</summary>
    static abstract int IndexOfCandidate(ReadOnlySpan<byte> text);

    /// <summary>Decides about one character.</summary>
    /// <returns>True when it is replaced; an empty replacement drops it.</returns>
    static abstract bool TryMap(uint codePoint, out ReadOnlySpan<byte> replacement);
}
