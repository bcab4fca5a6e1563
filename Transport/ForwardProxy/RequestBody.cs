using System.Buffers;
using System.Runtime.CompilerServices;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners.Bodies;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Reads one request's body, scans it, and holds it back until it is known to be clean.</summary>
/// <remarks>
/// What was received but not released lies in one pooled buffer that never holds more than
/// <see cref="BodyScan.MaxTail"/> and one receive. One per client connection, used by one exchange at a time.
/// </remarks>
public sealed class RequestBody : IDisposable
{
    private readonly ClientConnection _client;
    private readonly HeldBytes _held = new();
    private readonly BodyRedaction _redaction = new();
    private BodyFraming _framing;
    private long _received;
    private bool _streams;
    private long _remaining;
    private long _limit;
    private bool _complete;
    private volatile bool _stopped;
    private readonly TrailerSection _trailers = new();
    private ChunkedDecoder _chunks;
    private RequestTarget _target;
    private PolicySnapshot? _policy;
    private BodyScan? _scan;

    /// <summary>Makes the reader of <paramref name="client"/>'s bodies.</summary>
    public RequestBody(ClientConnection client) => _client = client;

    /// <summary>
    /// How the body is delimited on its way out: as it came, unless its length changes while it is under way.
    /// </summary>
    public BodyFraming Framing =>
        _framing == BodyFraming.ContentLength && _redaction.IsActive && _streams ? BodyFraming.Chunked : _framing;

    /// <summary>The length to announce; known for a body that came by its length.</summary>
    public long ContentLength => _redaction.IsActive ? _held.Appended : _client.Head.ContentLength;

    /// <summary>Bytes may go out that are not those that came.</summary>
    public bool MayChange => _redaction.IsActive;

    /// <summary>Bytes of the body received so far, without framing.</summary>
    public long Received => _received;

    /// <summary>The decision that stopped the body, or the last warning about it.</summary>
    public Decision Decision { get; private set; }

    /// <summary>Why the framing was refused, when the state is <see cref="BodyState.Malformed"/>.</summary>
    public RefusalReason Refusal { get; private set; }

    /// <summary>Every byte of the body has been received.</summary>
    public bool IsComplete => _complete;

    /// <summary>Bytes that are known to be clean and were not yet released.</summary>
    public ReadOnlyMemory<byte> Releasable => _held.Releasable;

    /// <summary>The validated trailer fields of a complete chunked body.</summary>
    public HeaderFields? Trailers => _framing == BodyFraming.Chunked ? _trailers.Fields : null;

    /// <summary>Begins with the body that the head in progress announces.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="target">Where the request goes.</param>
    public void Begin(PolicySnapshot policy, in RequestTarget target)
    {
        _target = target;
        var head = _client.Head;
        _framing = head.Framing;
        _received = 0;
        _streams = false;
        _policy = policy;
        _stopped = false;
        _held.Begin();
        _remaining = head.ContentLength;
        _limit = policy.Options.RequestBodyScanning.MaxBodyBytes ?? long.MaxValue;
        _complete = _framing == BodyFraming.None || (_framing == BodyFraming.ContentLength && _remaining == 0);
        Decision = default;
        Refusal = RefusalReason.None;
        if (_framing == BodyFraming.Chunked) _chunks = new ChunkedDecoder(_trailers);
        if (!_complete && policy.Options.RequestBodyScanning.Enabled)
        {
            head.Fields.TryFind(KnownHeader.ContentType, out var type);
            head.Fields.TryFind(KnownHeader.ContentEncoding, out var coding);
            _scan = policy.Scanner.RentBodyScan(type, coding);
            _redaction.Begin(type, coding, target.Host(_client.Url), policy);
        }
    }

    /// <summary>
    /// Reads on until the body is complete, something of it may be released, or it has to be stopped.
    /// </summary>
    /// <param name="idleMilliseconds">How long the client may send nothing.</param>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<BodyState> FillAsync(long idleMilliseconds)
    {
        if (_framing == BodyFraming.ContentLength && _remaining > _limit) return BodyState.TooLarge;
        while (!_complete)
        {
            _client.SetDeadline(Environment.TickCount64 + idleMilliseconds);
            var read = await _client.Input.ReadAsync().ConfigureAwait(false);
            _client.ClearDeadline();
            if (_stopped || (read.IsCanceled && _client.Expired))
            {
                _client.Input.AdvanceTo(read.Buffer.Start);
                return _stopped ? BodyState.Truncated : BodyState.TimedOut;
            }

            var state = Take(read.Buffer);
            if (state is not BodyState.Partial) return state;
            if (_complete) break;
            if (read.IsCompleted) return BodyState.Truncated;
            if (!_held.HasReleasable) continue;
            _streams = true;
            return BodyState.Partial;
        }

        return BodyState.Complete;
    }

    /// <summary>Forgets the first <paramref name="count"/> releasable bytes; they went out.</summary>
    public void Release(int count) => _held.Release(count);

    /// <summary>
    /// Nobody wants the rest: a read in progress ends with <see cref="BodyState.Truncated"/>. Thread-safe.
    /// </summary>
    public void Stop()
    {
        _stopped = true;
        _client.Input.CancelPendingRead();
    }

    /// <summary>Ends with this body; buffers go back.</summary>
    public void End()
    {
        if (_scan is not null)
        {
            _policy!.Scanner.Return(_scan);
            _scan = null;
        }

        _redaction.End();
        _held.End();
        _policy = null;
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    /// <summary>
    /// Takes what arrived; <see cref="BodyState.Partial"/> means that nothing speaks against going on.
    /// </summary>
    private BodyState Take(ReadOnlySequence<byte> buffer)
    {
        var consumed = 0L;
        var state = BodyState.Partial;
        foreach (var segment in buffer)
        {
            var span = segment.Span;
            state = _framing == BodyFraming.Chunked
                ? TakeChunked(span, out var used)
                : TakeCounted(span, out used);
            consumed += used;
            if (state != BodyState.Partial || _complete) break;
        }

        _client.Input.AdvanceTo(buffer.GetPosition(consumed));
        if (state != BodyState.Partial) return state;
        if (!_complete) return Clear(default, _scan?.CleanBytes ?? _held.Appended);
        var rest = Pass(_redaction.Complete());
        return rest == BodyState.Partial ? Clear(_scan?.Complete() ?? default, _held.Appended) : rest;
    }

    private BodyState TakeCounted(ReadOnlySpan<byte> span, out int used)
    {
        used = (int)Math.Min(span.Length, _remaining);
        _remaining -= used;
        _complete = _remaining == 0;
        return Keep(span[..used]);
    }

    private BodyState TakeChunked(ReadOnlySpan<byte> span, out int used)
    {
        used = 0;
        while (true)
        {
            var status = _chunks.Decode(span[used..], out var consumed, out var start, out var length);
            var payload = span.Slice(used + start, length);
            used += consumed;
            switch (status)
            {
                case ChunkStatus.Payload:
                    if (Keep(payload) is var state and not BodyState.Partial) return state;
                    break;
                case ChunkStatus.Complete:
                    _complete = true;
                    return BodyState.Partial;
                case ChunkStatus.Refused:
                    Refusal = _chunks.Refusal;
                    return BodyState.Malformed;
                default:
                    return BodyState.Partial;
            }
        }
    }

    private BodyState Keep(ReadOnlySpan<byte> payload)
    {
        _received += payload.Length;
        return _received > _limit ? BodyState.TooLarge : Pass(_redaction.Append(payload));
    }

    /// <summary>Holds what is to go out, and has it looked at: what was replaced is no secret any more.</summary>
    private BodyState Pass(ReadOnlySpan<byte> payload)
    {
        var state = Stop(_redaction.TakeFindings());
        if (state != BodyState.Partial) return state;
        if (payload.IsEmpty) return BodyState.Partial;
        _held.Append(payload);
        return _scan is null ? BodyState.Partial : Stop(_scan.Append(payload));
    }

    /// <summary>
    /// Decides about <paramref name="findings"/> and, where they stop nothing, clears bytes up to a position.
    /// </summary>
    private BodyState Clear(Scanners.Findings findings, long clean)
    {
        var state = Stop(findings);
        if (state == BodyState.Partial) _held.Clear(clean);
        return state;
    }

    private BodyState Stop(Scanners.Findings findings)
    {
        if (findings.IsClean) return BodyState.Partial;
        var host = _target.Host(_client.Url);
        Decision = _policy!.Decide(
            _policy.Scanner.WithoutExempt(findings, host),
            Surface.Body,
            new DecisionContext { Host = host, Url = _client.Url, Session = _client.Identity.Session });
        return Decision.IsBlocked ? BodyState.Blocked : BodyState.Partial;
    }
}
