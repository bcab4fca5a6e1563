#pragma warning disable CA1822
using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// The head of one request, parsed strictly by RFC 9112. Owned by a connection and reused for its every request; all
/// spans point into its pooled buffer and hold until the next <c>TryParse</c> that follows a complete head,
/// <see cref="Reset"/> or <see cref="Dispose"/>. Not thread-safe. Steady state allocates nothing.
/// </summary>
/// <remarks>
/// Bytes are taken as they come: on <see cref="ParseStatus.NeedMore"/> everything given was consumed and kept, so the
/// caller advances its pipe and passes only what follows. A head delivered byte by byte therefore costs linear time, and
/// the outcome is the same however it is cut.
/// </remarks>
public sealed class RequestHead : IDisposable
{
    /// <summary>A head with the given limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its bounds.</exception>
    public RequestHead(HeadLimits limits) => throw new NotImplementedException();

    /// <summary>A head with the default limits.</summary>
    public RequestHead()
        : this(HeadLimits.Default)
    {
    }

    /// <summary>Why the request was refused; <see cref="RefusalReason.None"/> unless the last status said so.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>
    /// Whether bytes of an unfinished head are held: a connection that ends now was cut, one that ends otherwise was idle.
    /// </summary>
    public bool IsPartial { get; private set; }

    /// <summary>The method as sent; a token.</summary>
    public ReadOnlySpan<byte> Method => default;

    /// <summary>The method, where it is one that the proxy acts on.</summary>
    public RequestMethod KnownMethod { get; private set; }

    /// <summary>The request target as sent.</summary>
    public ReadOnlySpan<byte> Target => default;

    /// <summary>The form of the target, checked against the method.</summary>
    public TargetForm Form { get; private set; }

    /// <summary>0 or 1: HTTP/1.0 or HTTP/1.1.</summary>
    public int MinorVersion { get; private set; }

    /// <summary>The field lines, in order, Host and framing included.</summary>
    public HeaderFields Fields { get; } = new();

    /// <summary>How the content ends.</summary>
    public BodyFraming Framing { get; private set; }

    /// <summary>Announced length in bytes; -1 unless <see cref="Framing"/> is <see cref="BodyFraming.ContentLength"/>.</summary>
    public long ContentLength { get; private set; }

    /// <summary>Whether the client wants the connection kept after this exchange (RFC 9112 §9.3).</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether the client waits for 100 (Continue) before it sends the content (RFC 9110 §10.1.1).</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether the client asks to switch protocols: HTTP/1.1, <c>Connection: upgrade</c> and an <c>Upgrade</c> field.</summary>
    public bool IsUpgrade { get; private set; }

    /// <summary>
    /// The value of Host, a valid <c>host[:port]</c>; empty only in HTTP/1.0. With an absolute-form target the target's
    /// authority wins and this is to be ignored (RFC 9112 §3.2.2).
    /// </summary>
    public ReadOnlySpan<byte> Host => default;

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">Up to where bytes were taken: all of them unless the head is complete or refused.</param>
    /// <param name="examined">Up to where bytes were looked at.</param>
    public ParseStatus TryParse(
        in ReadOnlySequence<byte> input, out SequencePosition consumed, out SequencePosition examined) =>
        throw new NotImplementedException();

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken: all of them unless the head is complete or refused.</param>
    public ParseStatus TryParse(ReadOnlySpan<byte> input, out int consumed) => throw new NotImplementedException();

    /// <summary>Forgets the current head, complete or not; the buffer is kept.</summary>
    public void Reset() => throw new NotImplementedException();

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose() => throw new NotImplementedException();
}
