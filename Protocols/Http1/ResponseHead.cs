#pragma warning disable CA1822
using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// The head of one response, parsed strictly by RFC 9112. Owned by a connection and reused for its every response,
/// interim ones included; spans, consumption and cost are those of <see cref="RequestHead"/>. Not thread-safe.
/// </summary>
public sealed class ResponseHead : IDisposable
{
    /// <summary>A head with the given limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its bounds.</exception>
    public ResponseHead(HeadLimits limits) => throw new NotImplementedException();

    /// <summary>A head with the default limits.</summary>
    public ResponseHead()
        : this(HeadLimits.Default)
    {
    }

    /// <summary>Why the response was refused; <see cref="RefusalReason.None"/> unless the last status said so.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>Whether bytes of an unfinished head are held.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>100 to 999.</summary>
    public int StatusCode { get; private set; }

    /// <summary>Whether another head follows for the same request: 1xx other than 101 (RFC 9110 §15.2).</summary>
    public bool IsInterim => StatusCode is >= 100 and < 200 and not 101;

    /// <summary>The reason phrase; often empty.</summary>
    public ReadOnlySpan<byte> Reason => default;

    /// <summary>0 or 1: HTTP/1.0 or HTTP/1.1.</summary>
    public int MinorVersion { get; private set; }

    /// <summary>The field lines, in order, framing included.</summary>
    public HeaderFields Fields { get; } = new();

    /// <summary>How the content ends.</summary>
    public ResponseFraming Framing { get; private set; }

    /// <summary>Announced length in bytes, -1 when none is; announced only, where <see cref="Framing"/> is None.</summary>
    public long ContentLength { get; private set; }

    /// <summary>Whether the connection may serve another request after this response (RFC 9112 §9.3).</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether the server switches protocols: 101 with <c>Connection: upgrade</c> and an <c>Upgrade</c> field.</summary>
    public bool IsUpgrade { get; private set; }

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="requestMethod">The method this answers: it decides whether there is content.</param>
    /// <param name="consumed">Up to where bytes were taken: all of them unless the head is complete or refused.</param>
    /// <param name="examined">Up to where bytes were looked at.</param>
    public ParseStatus TryParse(
        in ReadOnlySequence<byte> input,
        RequestMethod requestMethod,
        out SequencePosition consumed,
        out SequencePosition examined) => throw new NotImplementedException();

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="requestMethod">The method this answers: it decides whether there is content.</param>
    /// <param name="consumed">How many bytes were taken: all of them unless the head is complete or refused.</param>
    public ParseStatus TryParse(ReadOnlySpan<byte> input, RequestMethod requestMethod, out int consumed) =>
        throw new NotImplementedException();

    /// <summary>Forgets the current head, complete or not; the buffer is kept.</summary>
    public void Reset() => throw new NotImplementedException();

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose() => throw new NotImplementedException();
}
