using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Takes the framing off a response body, whatever delimits it (RFC 9112 §6.3).</summary>
internal struct ResponsePayload
{
    private readonly ResponseFraming _framing;
    private ChunkedDecoder _chunks;

    /// <summary>Begins with the body that <paramref name="head"/> announces.</summary>
    public ResponsePayload(ResponseHead head, TrailerSection trailers)
    {
        _framing = head.Framing;
        Missing = head.Framing == ResponseFraming.ContentLength ? head.ContentLength : 0;
        if (head.Framing == ResponseFraming.Chunked) _chunks = new ChunkedDecoder(trailers);
    }

    /// <summary>Bytes of a counted body that are still to come.</summary>
    public long Missing { get; private set; }

    /// <summary>The end of the connection is the end of the body.</summary>
    public readonly bool EndsWithConnection => _framing == ResponseFraming.UntilClose;

    /// <summary>The body is delimited by a length.</summary>
    public readonly bool IsCounted => _framing == ResponseFraming.ContentLength;

    /// <summary>Takes the next slice of payload from what was received.</summary>
    public PayloadStatus Next(ReadOnlySpan<byte> received, out int consumed, out int start, out int length)
    {
        if (_framing == ResponseFraming.Chunked) return NextChunk(received, out consumed, out start, out length);
        start = 0;
        length = consumed = IsCounted ? (int)Math.Min(received.Length, Missing) : received.Length;
        if (!IsCounted) return PayloadStatus.NeedMore;
        Missing -= length;
        return Missing == 0 ? PayloadStatus.Complete : PayloadStatus.NeedMore;
    }

    /// <summary>Notes bytes of a counted body that went another way.</summary>
    public void Skip(int count) => Missing -= count;

    private PayloadStatus NextChunk(ReadOnlySpan<byte> received, out int consumed, out int start, out int length) =>
        _chunks.Decode(received, out consumed, out start, out length) switch
        {
            ChunkStatus.Payload => PayloadStatus.Payload,
            ChunkStatus.Complete => PayloadStatus.Complete,
            ChunkStatus.Refused => PayloadStatus.Refused,
            _ => PayloadStatus.NeedMore,
        };
}
