using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.Sse;
using Pipelock.Transport.A2a;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// Carries one response from an origin to the client, as it comes and as far as it is known to be clean.
/// </summary>
/// <remarks>
/// (1) head received ──► (2) interim heads passed on ──► (3) body through the gate ──► (4) head rebuilt, when the first
/// byte may follow it ──► (5) each piece flushed. One per client connection; a clean response allocates nothing.
/// </remarks>
public sealed class ResponseRelay : IDisposable
{
    /// <summary>From this many missing bytes on, the origin's bytes go straight into the client's pipe.</summary>
    private const int DirectReceive = 16 * 1024;

    private readonly ClientConnection _client;
    private readonly TrailerSection _trailers = new();
    private readonly ResponseGate _gate = new();
    private ResponsePayload _payload;
    private long _idleMilliseconds;
    private bool _asChunks;
    private bool _refused;

    /// <summary>Makes the relay of <paramref name="client"/>'s responses.</summary>
    public ResponseRelay(ClientConnection client) => _client = client;

    /// <summary>Bytes of body that went to the client.</summary>
    public long BodyBytes { get; private set; }

    /// <summary>The head went to the client.</summary>
    public bool HeadSent { get; private set; }

    /// <summary>The client's connection can serve another request.</summary>
    public bool ClientReusable { get; private set; }

    /// <summary>The origin's connection can serve another request.</summary>
    public bool OriginReusable { get; private set; }

    /// <summary>What the policy said about the body: a block when the end is Blocked, else the last warning.</summary>
    public Decision Decision => _gate.Decision;

    /// <summary>What the exchange in progress is between agents.</summary>
    internal AgentKind AgentKind { get; set; }

    /// <summary>Called once, before any of the final answer goes out; false stops the relay.</summary>
    public Func<bool>? MayAnswer { get; init; }

    /// <summary>Asks the operator about a body that is held; null where nobody can be asked.</summary>
    public Func<Decision, Task<bool>>? Ask { get; init; }

    private ResponseHead Head => _client.AnswerHead;

    /// <summary>Relays the response to the request whose head the client connection holds.</summary>
    /// <param name="origin">The connection the request went out on.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="target">Where the request went.</param>
    /// <param name="headMilliseconds">How long the head may take.</param>
    /// <param name="idleMilliseconds">How long a pause in the body may be.</param>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<RelayEnd> RelayAsync(
        UpstreamConnection origin,
        PolicySnapshot policy,
        RequestTarget target,
        long headMilliseconds,
        long idleMilliseconds)
    {
        BodyBytes = 0;
        HeadSent = ClientReusable = OriginReusable = _refused = false;
        Head.Reset();
        _idleMilliseconds = idleMilliseconds;
        _client.SetDeadline(Environment.TickCount64 + headMilliseconds);
        try
        {
            var end = await ReadHeadAsync(origin).ConfigureAwait(false);
            if (end != RelayEnd.Complete) return end;
            _gate.Begin(_client, target, policy, AgentKind);
            _payload = new ResponsePayload(Head, _trailers);
            end = await CopyBodyAsync(origin).ConfigureAwait(false);
            if (end == RelayEnd.Complete) OriginReusable = IsOriginReusable(origin);
            return end;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return Failure(RelayEnd.Failed);
        }
        finally
        {
            _gate.End();
            _client.ClearDeadline();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> ReadHeadAsync(UpstreamConnection origin)
    {
        var anything = false;
        while (true)
        {
            if (!origin.Unread.IsEmpty)
            {
                anything = true;
                var status = Head.TryParse(origin.Unread, _client.Head.KnownMethod, out var consumed);
                origin.Consume(consumed);
                if (status == ParseStatus.Refused) return RelayEnd.Malformed;
                if (status == ParseStatus.Complete)
                {
                    if (Head.StatusCode == 101) return RelayEnd.Malformed; // Upgrade was not sent on.
                    if (!Head.IsInterim) return RelayEnd.Complete;
                    if (await PassInterimAsync().ConfigureAwait(false)) continue;
                    return RelayEnd.ClientGone;
                }
            }

            if (await origin.ReceiveMoreAsync().ConfigureAwait(false) == 0)
            {
                return Failure(anything ? RelayEnd.Failed : RelayEnd.NoAnswer);
            }
        }
    }

    /// <summary>Passes a 1xx on; a client of HTTP/1.0 would not understand it (RFC 9110 §15.2).</summary>
    private ValueTask<bool> PassInterimAsync()
    {
        // The proxy itself told the client to continue, when it began to hold the body back.
        if (_client.Head.MinorVersion == 0 || Head.StatusCode == 100) return new ValueTask<bool>(true);
        HeadWriter.Write(new OutgoingResponse(Head), _client.Output);
        return FlushAsync();
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> CopyBodyAsync(UpstreamConnection origin)
    {
        if (Head.Framing == ResponseFraming.None) return await EndBodyAsync(null).ConfigureAwait(false);
        while (true)
        {
            var status = _payload.Next(origin.Unread, out var consumed, out var start, out var length);
            var isWhole = status == PayloadStatus.Complete && length == Head.ContentLength;
            if (length > 0 && !Take(origin.Unread.Slice(start, length), isWhole)) return RelayEnd.Blocked;
            if (_gate.Asks && !await AskAsync().ConfigureAwait(false)) return AskedInVain();
            origin.Consume(consumed);
            switch (status)
            {
                case PayloadStatus.Payload:
                    continue;
                case PayloadStatus.Complete:
                    return await EndBodyAsync(_trailers.Fields).ConfigureAwait(false);
                case PayloadStatus.Refused:
                    return Failure(RelayEnd.Malformed);
            }

            if (!PassReleased()) return RelayEnd.Failed;
            if (HeadSent && !await FlushAsync().ConfigureAwait(false)) return RelayEnd.ClientGone;
            var received = await ReceiveAsync(origin).ConfigureAwait(false);
            if (received > 0) continue;
            if (_refused) return RelayEnd.Blocked;
            return _payload.EndsWithConnection && !_client.Expired
                ? await EndBodyAsync(null).ConfigureAwait(false)
                : Failure(RelayEnd.Broken);
        }
    }

    /// <summary>
    /// Waits for more of the body. A large body that needs no look goes around the buffers. What is held back of a body
    /// that comes as a stream does not wait with it: it is looked at as it stands and passed on.
    /// </summary>
    /// <returns>Bytes received; 0 at the end of the connection, or when the look found something.</returns>
    private ValueTask<int> ReceiveAsync(UpstreamConnection origin)
    {
        if (_gate.IsOpen && _payload.Missing >= DirectReceive) return ReceiveDirectlyAsync(origin);
        var pending = origin.ReceiveMoreAsync();
        return pending.IsCompleted || !_gate.Holds ? pending : PassHeldAsync(origin, pending);
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<int> PassHeldAsync(UpstreamConnection origin, ValueTask<int> pending)
    {
        var goesOn = _gate.ReleaseHeld();
        if (_gate.Asks) goesOn = await AskAsync().ConfigureAwait(false);
        _refused = !goesOn;
        if (goesOn) goesOn = PassReleased() && await FlushAsync().ConfigureAwait(false);
        if (!goesOn) origin.Abort();
        try
        {
            return await pending.ConfigureAwait(false);
        }
        catch (Exception e) when (_refused && e is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<int> ReceiveDirectlyAsync(UpstreamConnection origin)
    {
        var memory = _client.Output.GetMemory(DirectReceive);
        if (memory.Length > _payload.Missing) memory = memory[..(int)_payload.Missing];
        var received = await origin.ReceiveAsync(memory).ConfigureAwait(false);
        if (received == 0) return 0;
        _client.Output.Advance(received);
        _payload.Skip(received);
        BodyBytes += received;
        return received;
    }

    /// <summary>Nothing leaves while the question is open, and no timeout runs but that of the question.</summary>
    private async ValueTask<bool> AskAsync()
    {
        _client.ClearDeadline();
        var allowed = Ask is not null && await Ask(_gate.Decision).ConfigureAwait(false);
        _client.SetDeadline(Environment.TickCount64 + _idleMilliseconds);
        return _gate.Answer(allowed);
    }

    private RelayEnd AskedInVain() => _client.ClientGone ? RelayEnd.ClientGone : RelayEnd.Blocked;

    /// <summary>
    /// Takes a piece of payload: through the gate, or straight out where nothing needs to be looked at, or all that
    /// there is was found clean at one look.
    /// </summary>
    /// <returns>False when the policy stops the body.</returns>
    private bool Take(ReadOnlySpan<byte> piece, bool isWhole)
    {
        if (!_gate.IsOpen && !(isWhole && _gate.Clears(piece))) return _gate.Offer(piece);
        if (!HeadSent && !WriteHead()) return true; // The proxy answers; CopyBody ends at its next look.
        WriteOut(piece);
        return true;
    }

    /// <summary>Writes what the gate has released; false when the proxy itself has begun to answer.</summary>
    private bool PassReleased()
    {
        if (_gate.IsOpen && _gate.Releasable.IsEmpty) return HeadSent || WriteHead();
        if (_gate.Releasable.IsEmpty) return true;
        if (!HeadSent && !WriteHead()) return false;
        WriteOut(_gate.Releasable);
        _gate.Release();
        return true;
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> EndBodyAsync(HeaderFields? trailers)
    {
        if (!_gate.Complete()) return RelayEnd.Blocked;
        if (_gate.Asks && !await AskAsync().ConfigureAwait(false)) return AskedInVain();
        if (!PassReleased() || (!HeadSent && !WriteHead())) return RelayEnd.Failed;
        if (_asChunks) HeadWriter.WriteLastChunk(trailers, _client.Output);
        return await FlushAsync().ConfigureAwait(false) ? RelayEnd.Complete : RelayEnd.ClientGone;
    }

    /// <summary>
    /// Rebuilds the head for the client's version and connection; false when the proxy itself answers.
    /// </summary>
    private bool WriteHead()
    {
        if (MayAnswer is { } may && !may()) return false;
        var modern = _client.Head.MinorVersion >= 1;
        var framing = Head.Framing switch
        {
            ResponseFraming.UntilClose or ResponseFraming.Chunked =>
                modern ? ResponseFraming.Chunked : ResponseFraming.UntilClose,
            ResponseFraming.ContentLength when _gate.MayChange =>
                modern ? ResponseFraming.Chunked : ResponseFraming.UntilClose,
            var counted => counted,
        };
        _asChunks = framing == ResponseFraming.Chunked;
        ClientReusable = _client.Head.KeepAlive && !_client.Draining && framing != ResponseFraming.UntilClose;
        var intent = !ClientReusable ? ConnectionIntent.Close
            : modern ? ConnectionIntent.Default : ConnectionIntent.KeepAlive;
        var answer = new OutgoingResponse(Head)
        {
            Framing = framing,
            Connection = intent,
            Drop = _gate.MayChange ? s_ofExactBytes : default,
        };
        HeadWriter.Write(answer, _client.Output);
        HeadSent = true;
        return true;
    }

    /// <summary>Fields that speak of the very bytes of a body, which may not be the ones that go out.</summary>
    private static readonly KnownHeaderSet s_ofExactBytes = new(
        KnownHeader.ETag, KnownHeader.ContentMD5, KnownHeader.Digest, KnownHeader.ContentDigest);

    private void WriteOut(ReadOnlySpan<byte> piece)
    {
        if (_asChunks) HeadWriter.WriteChunk(piece, _client.Output);
        else _client.Output.Write(piece);
        BodyBytes += piece.Length;
    }

    /// <summary>
    /// Ends an event stream that was stopped: clean events that were held, one event that says why, a proper end.
    /// </summary>
    public async ValueTask EndStoppedStreamAsync(ReadOnlyMemory<byte> reason)
    {
        var stopped = new ArrayBufferWriter<byte>(256);
        SseWriter.Write("error"u8, reason.Span, stopped);
        WriteOut(stopped.WrittenSpan);
        if (_asChunks) HeadWriter.WriteLastChunk(null, _client.Output);
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>The response is an event stream, whose reader understands an event that says why it ends.</summary>
    public bool IsEventStream => _gate.IsEventStream;

    /// <summary>Sends what was written; false when the client is gone or does not read.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> FlushAsync()
    {
        _client.SetDeadline(Environment.TickCount64 + _idleMilliseconds);
        try
        {
            var flushed = await _client.Output.FlushAsync().ConfigureAwait(false);
            return !flushed.IsCompleted && !(flushed.IsCanceled && _client.Expired);
        }
        catch (IOException)
        {
            return false; // Through TLS, a client that left is a failed write.
        }
    }

    /// <summary>Why the relay cannot go on, from what is known about client and deadline.</summary>
    private RelayEnd Failure(RelayEnd otherwise)
    {
        if (_client.ClientGone) return RelayEnd.ClientGone;
        if (HeadSent) return RelayEnd.Broken;
        if (_client.Expired) return RelayEnd.TimedOut;
        return otherwise == RelayEnd.Broken ? RelayEnd.Failed : otherwise;
    }

    private bool IsOriginReusable(UpstreamConnection origin) =>
        Head.KeepAlive && Head.Framing != ResponseFraming.UntilClose && origin.Unread.IsEmpty && !BindsToConnection();

    /// <summary>NTLM and Negotiate authenticate the connection: nobody else may be given it (RFC 4559 §6).</summary>
    private bool BindsToConnection() =>
        Head.StatusCode == 401 || (_client.Head.Fields.TryFind(KnownHeader.Authorization, out var scheme)
            && (Ascii.EqualsIgnoreCase(scheme[..Math.Min(4, scheme.Length)], "NTLM"u8)
                || Ascii.EqualsIgnoreCase(scheme[..Math.Min(9, scheme.Length)], "Negotiate"u8)));
}
