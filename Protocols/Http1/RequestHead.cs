using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// The head of one request, parsed strictly by RFC 9112. Owned by a connection and reused for its every request; all
/// spans point into its pooled buffer and hold until the next <c>TryParse</c> that follows a complete head,
/// <see cref="Reset"/> or <see cref="Dispose"/>. Not thread-safe. Steady state allocates nothing.
/// </summary>
/// <remarks>
/// Bytes are taken as they come: on <see cref="ParseStatus.NeedMore"/> everything given was consumed and kept, so the
/// caller advances its pipe and passes only what follows. A head delivered byte by byte therefore costs linear time,
/// and the outcome is the same however it is cut.
/// </remarks>
public sealed class RequestHead : IDisposable, IHeadRules
{
    private readonly HeadReader _reader;
    private int _methodStart;
    private int _methodLength;
    private int _targetStart;
    private int _targetLength;
    private int _hostIndex = -1;

    /// <summary>A head with the given limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its bounds.</exception>
    public RequestHead(HeadLimits limits) =>
        _reader = new HeadReader(limits, RefusalReason.RequestLineTooLong, allowsEmptyLine: true);

    /// <summary>A head with the default limits.</summary>
    public RequestHead()
        : this(HeadLimits.Default)
    {
    }

    /// <summary>Why the request was refused; <see cref="RefusalReason.None"/> unless the last status said so.</summary>
    public RefusalReason Refusal => _reader.Refusal;

    /// <summary>
    /// Whether bytes of an unfinished head are held: a connection that ends now was cut, one that ends otherwise was
    /// idle.
    /// </summary>
    public bool IsPartial => _reader.IsPartial;

    /// <summary>The method as sent; a token.</summary>
    public ReadOnlySpan<byte> Method => _reader.Slice(_methodStart, _methodLength);

    /// <summary>The method, where it is one that the proxy acts on.</summary>
    public RequestMethod KnownMethod { get; private set; }

    /// <summary>The request target as sent.</summary>
    public ReadOnlySpan<byte> Target => _reader.Slice(_targetStart, _targetLength);

    /// <summary>The form of the target, checked against the method.</summary>
    public TargetForm Form { get; private set; }

    /// <summary>0 or 1: HTTP/1.0 or HTTP/1.1.</summary>
    public int MinorVersion { get; private set; }

    /// <summary>The field lines, in order, Host and framing included.</summary>
    public HeaderFields Fields => _reader.Fields;

    /// <summary>How the content ends.</summary>
    public BodyFraming Framing { get; private set; }

    /// <summary>
    /// Announced length in bytes; -1 unless <see cref="Framing"/> is <see cref="BodyFraming.ContentLength"/>.
    /// </summary>
    public long ContentLength { get; private set; }

    /// <summary>Whether the client wants the connection kept after this exchange (RFC 9112 §9.3).</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether the client waits for 100 (Continue) before it sends the content (RFC 9110 §10.1.1).</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>
    /// Whether the client asks to switch protocols: HTTP/1.1, <c>Connection: upgrade</c> and an <c>Upgrade</c> field.
    /// </summary>
    public bool IsUpgrade { get; private set; }

    /// <summary>
    /// The value of Host, a valid <c>host[:port]</c>; empty only in HTTP/1.0. With an absolute-form target the target's
    /// authority wins and this is to be ignored (RFC 9112 §3.2.2).
    /// </summary>
    public ReadOnlySpan<byte> Host => (uint)_hostIndex < (uint)Fields.Count ? Fields.Value(_hostIndex) : default;

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">Up to where bytes were taken: all of them unless the head is complete or refused.</param>
    /// <param name="examined">Up to where bytes were looked at.</param>
    public ParseStatus TryParse(
        in ReadOnlySequence<byte> input, out SequencePosition consumed, out SequencePosition examined) =>
        _reader.Read(this, input, out consumed, out examined);

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How many bytes were taken: all of them unless the head is complete or refused.</param>
    public ParseStatus TryParse(ReadOnlySpan<byte> input, out int consumed) =>
        _reader.Read(this, input, out consumed);

    /// <summary>Forgets the current head, complete or not; a buffer of unusual size goes back to its pool.</summary>
    public void Reset()
    {
        _reader.Reset();
        _hostIndex = -1;
    }

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose()
    {
        Reset();
        _reader.Dispose();
    }

    RefusalReason IHeadRules.ReadStartLine(ReadOnlySpan<byte> line, int offset)
    {
        // method SP request-target SP HTTP-version (RFC 9112 §3); single spaces and nothing beside them.
        _hostIndex = -1;
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1 || last == line.Length - 1)
        {
            return RefusalReason.MalformedRequestLine;
        }

        var method = line[..first];
        var target = line[(first + 1)..last];
        if (target.Contains((byte)' '))
        {
            return RefusalReason.MalformedRequestLine;
        }

        KnownMethod = RequestMethods.Recognise(method);
        if (KnownMethod == RequestMethod.Other && method.ContainsAnyExcept(Syntax.Token))
        {
            return RefusalReason.InvalidMethod;
        }

        (_methodStart, _methodLength) = (offset, first);
        (_targetStart, _targetLength) = (offset + first + 1, target.Length);
        var refusal = ProtocolVersion.Parse(line[(last + 1)..], out var minorVersion);
        MinorVersion = minorVersion;
        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        refusal = RequestTarget.Check(target, KnownMethod, out var form);
        Form = form;
        return refusal;
    }

    RefusalReason IHeadRules.Conclude()
    {
        var refusal = MessageFields.Read(Fields, MinorVersion, out var fields);
        if (refusal == RefusalReason.None)
        {
            refusal = CheckHost(fields);
        }

        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        Framing = fields.IsChunked ? BodyFraming.Chunked
            : fields.ContentLength >= 0 ? BodyFraming.ContentLength : BodyFraming.None;
        ContentLength = fields.ContentLength;

        // RFC 9110 §9.3.6, §9.3.8: neither CONNECT nor TRACE has content; a length of 0 says just that.
        var hasContent = fields.IsChunked || fields.ContentLength > 0;
        if (hasContent && KnownMethod is (RequestMethod.Connect or RequestMethod.Trace))
        {
            return RefusalReason.ContentNotAllowed;
        }

        // RFC 9112 §9.3: a proxy does not keep connections of HTTP/1.0 clients, whatever they ask for.
        KeepAlive = MinorVersion == 1 && !fields.Close;
        IsUpgrade = MinorVersion == 1 && fields.IsUpgrade;

        // RFC 9110 §10.1.1: to be ignored in HTTP/1.0, and where no content follows.
        ExpectsContinue = MinorVersion == 1 && hasContent && fields.ExpectsContinue;
        return MinorVersion == 1 && fields.ExpectsOther ? RefusalReason.UnsupportedExpectation : RefusalReason.None;
    }

    private RefusalReason CheckHost(in MessageFields fields)
    {
        if (fields.HostCount == 0)
        {
            return MinorVersion == 0 ? RefusalReason.None : RefusalReason.MissingHost;
        }

        if (fields.HostCount > 1)
        {
            return RefusalReason.DuplicateHost;
        }

        _hostIndex = fields.HostIndex;
        return Authority.TryParse(Fields.Value(_hostIndex), out _) ? RefusalReason.None : RefusalReason.InvalidHost;
    }
}
