namespace Pipelock.Protocols.Http1;

/// <summary>What one call of <see cref="ChunkedDecoder"/> achieved.</summary>
public enum ChunkStatus : byte
{
    /// <summary>All input was taken and held no content; call again with the bytes that follow.</summary>
    NeedMore,

    /// <summary>A slice of the input is content; call again with what was not consumed.</summary>
    Payload,

    /// <summary>The body has ended, trailers included; the bytes behind it were not taken.</summary>
    Complete,

    /// <summary>
    /// The body is not acceptable; the decoder's <c>Refusal</c> says why. The connection must not be reused.
    /// </summary>
    Refused,
}
