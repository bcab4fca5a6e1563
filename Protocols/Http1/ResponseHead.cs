using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// The head of one response, parsed strictly by RFC 9112. Owned by a connection and reused for its every response,
/// interim ones included; spans, consumption and cost are those of <see cref="RequestHead"/>. Not thread-safe.
/// </summary>
public sealed class ResponseHead : IDisposable, IHeadRules
{
    private readonly HeadReader _reader;
    private RequestMethod _requestMethod;
    private int _reasonStart;
    private int _reasonLength;

    /// <summary>A head with the given limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its bounds.</exception>
    public ResponseHead(HeadLimits limits) =>
        _reader = new HeadReader(limits, RefusalReason.StatusLineTooLong, allowsEmptyLine: false);

    /// <summary>A head with the default limits.</summary>
    public ResponseHead()
        : this(HeadLimits.Default)
    {
    }

    /// <summary>
    /// Why the response was refused; <see cref="RefusalReason.None"/> unless the last status said so.
    /// </summary>
    public RefusalReason Refusal => _reader.Refusal;

    /// <summary>Whether bytes of an unfinished head are held.</summary>
    public bool IsPartial => _reader.IsPartial;

    /// <summary>100 to 999.</summary>
    public int StatusCode { get; private set; }

    /// <summary>Whether another head follows for the same request: 1xx other than 101 (RFC 9110 §15.2).</summary>
    public bool IsInterim => StatusCode is >= 100 and < 200 and not 101;

    /// <summary>The reason phrase; often empty.</summary>
    public ReadOnlySpan<byte> Reason => _reader.Slice(_reasonStart, _reasonLength);

    /// <summary>0 or 1: HTTP/1.0 or HTTP/1.1.</summary>
    public int MinorVersion { get; private set; }

    /// <summary>The field lines, in order, framing included.</summary>
    public HeaderFields Fields => _reader.Fields;

    /// <summary>How the content ends.</summary>
    public ResponseFraming Framing { get; private set; }

    /// <summary>
    /// Announced length in bytes, -1 when none is; announced only, where <see cref="Framing"/> is None.
    /// </summary>
    public long ContentLength { get; private set; }

    /// <summary>Whether the connection may serve another request after this response (RFC 9112 §9.3).</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>
    /// Whether the server switches protocols: 101 with <c>Connection: upgrade</c> and an <c>Upgrade</c> field.
    /// </summary>
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
        out SequencePosition examined)
    {
        _requestMethod = requestMethod;
        return _reader.Read(this, input, out consumed, out examined);
    }

    /// <summary>Takes bytes of a head.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="requestMethod">The method this answers: it decides whether there is content.</param>
    /// <param name="consumed">How many bytes were taken: all of them unless the head is complete or refused.</param>
    public ParseStatus TryParse(ReadOnlySpan<byte> input, RequestMethod requestMethod, out int consumed)
    {
        _requestMethod = requestMethod;
        return _reader.Read(this, input, out consumed);
    }

    /// <summary>Forgets the current head, complete or not; a buffer of unusual size goes back to its pool.</summary>
    public void Reset() => _reader.Reset();

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose() => _reader.Dispose();

    RefusalReason IHeadRules.ReadStartLine(ReadOnlySpan<byte> line, int offset)
    {
        // HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112 §4). The second space is missing in answers of
        // some servers when there is no reason; nothing else can be meant by that.
        const int CodeStart = ProtocolVersion.Length + 1;
        const int CodeEnd = CodeStart + 3;
        var space = line.IndexOf((byte)' ');
        var refusal = ProtocolVersion.Parse(space < 0 ? line : line[..space], out var minorVersion);
        MinorVersion = minorVersion;
        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        var codeEnds = line.Length == CodeEnd || (line.Length > CodeEnd && line[CodeEnd] == ' ');
        if (!codeEnds || !TryReadCode(line[CodeStart..CodeEnd]))
        {
            return RefusalReason.MalformedStatusLine;
        }

        _reasonStart = offset + Math.Min(CodeEnd + 1, line.Length);
        _reasonLength = Math.Max(0, line.Length - CodeEnd - 1);
        return StatusCode < 100 ? RefusalReason.InvalidStatusCode : RefusalReason.None;
    }

    RefusalReason IHeadRules.Conclude()
    {
        var refusal = MessageFields.Read(Fields, MinorVersion, out var fields);
        if (refusal != RefusalReason.None)
        {
            return refusal;
        }

        // RFC 9112 §6.1: neither 1xx nor 204 may announce content; a server that does so may well send it.
        var isBodyless = StatusCode is < 200 or 204;
        if (isBodyless && (fields.IsChunked || fields.ContentLength > 0))
        {
            return RefusalReason.ContentInBodylessStatus;
        }

        // RFC 9112 §6.3, in its order.
        var startsTunnel = _requestMethod == RequestMethod.Connect && StatusCode is >= 200 and < 300;
        ContentLength = startsTunnel ? -1 : fields.ContentLength;
        Framing = isBodyless || StatusCode == 304 || startsTunnel || _requestMethod == RequestMethod.Head
            ? ResponseFraming.None
            : fields.IsChunked ? ResponseFraming.Chunked
            : fields.ContentLength >= 0 ? ResponseFraming.ContentLength
            : ResponseFraming.UntilClose;
        KeepAlive = !fields.Close && Framing != ResponseFraming.UntilClose && (MinorVersion == 1 || fields.KeepAlive);
        IsUpgrade = StatusCode == 101 && fields.IsUpgrade;
        return RefusalReason.None;
    }

    private bool TryReadCode(ReadOnlySpan<byte> digits)
    {
        StatusCode = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            StatusCode = (StatusCode * 10) + (digit - '0');
        }

        return true;
    }
}
