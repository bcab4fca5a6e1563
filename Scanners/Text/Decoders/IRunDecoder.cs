namespace Pipelock.Scanners.Text.Decoders;

/// <summary>An encoding whose output is an unbroken run of letters and digits, found anywhere in a text.</summary>
internal interface IRunDecoder
{
    /// <summary>The name findings carry.</summary>
    static abstract Decoding Decoding { get; }

    /// <summary>Cuts the next stretch of this encoding's own characters off a run of base64's characters.</summary>
    /// <param name="rest">The run; what follows the stretch when the method returns.</param>
    /// <param name="run">The stretch, at least sixteen characters.</param>
    static abstract bool TryNext(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> run);

    /// <summary>How many places the encoded text may begin at, counted from the start of the run, are worth trying.</summary>
    static abstract int Alignments(ReadOnlySpan<byte> run);

    /// <summary>Decodes from one of these places to the end; a remainder that gives no whole byte is left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="alignment">How many characters at its start belong to something else.</param>
    /// <param name="destination">At least as long as the run.</param>
    /// <returns>The number of bytes written.</returns>
    static abstract int Decode(ReadOnlySpan<byte> run, int alignment, Span<byte> destination);
}
