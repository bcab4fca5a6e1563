#pragma warning disable CA1822
namespace Pipelock.Protocols.Http1;

/// <summary>
/// Decodes one chunked body as it arrives (RFC 9112 §7.1), without copying its content. Extensions are checked and
/// dropped. A mutable struct: keep it in a field, do not copy it. Not thread-safe; allocates only when a first trailer
/// comes and no section was given.
/// </summary>
public struct ChunkedDecoder
{
    /// <summary>A decoder at the start of a body.</summary>
    /// <param name="trailers">Where trailers go; null lets the decoder make one when a trailer comes.</param>
    /// <param name="limits">The bounds beside the content.</param>
    public ChunkedDecoder(TrailerSection? trailers, ChunkLimits limits) => throw new NotImplementedException();

    /// <summary>A decoder at the start of a body, with the default limits.</summary>
    /// <param name="trailers">Where trailers go; null lets the decoder make one when a trailer comes.</param>
    public ChunkedDecoder(TrailerSection? trailers)
        : this(trailers, ChunkLimits.Default)
    {
    }

    /// <summary>Why the body was refused; <see cref="RefusalReason.None"/> unless the last status said so.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>Whether the body has ended.</summary>
    public readonly bool IsComplete => false;

    /// <summary>The trailer section; null when none was given and no trailer came.</summary>
    public readonly TrailerSection? Trailers => null;

    /// <summary>Takes bytes of the body; yields at most one slice of content per call.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken, content included.</param>
    /// <param name="payloadStart">Where the content slice starts in <paramref name="input"/>.</param>
    /// <param name="payloadLength">Its length; positive exactly with <see cref="ChunkStatus.Payload"/>.</param>
    public ChunkStatus Decode(
        ReadOnlySpan<byte> input, out int consumed, out int payloadStart, out int payloadLength) =>
        throw new NotImplementedException();
}
