using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Carries one response from an origin to the client, byte by byte as it comes.</summary>
/// <remarks>
/// (1) head received ──► (2) interim heads passed on ──► (3) head rebuilt ──► (4) body copied, each piece flushed.
/// One per client connection; a clean response allocates nothing.
/// </remarks>
public sealed class ResponseRelay
{
    /// <summary>From this many missing bytes on, the origin's bytes go straight into the client's pipe.</summary>
    private const int DirectReceive = 16 * 1024;

    private readonly ClientConnection _client;
    private readonly TrailerSection _trailers = new();
    private ChunkedDecoder _chunks;
    private long _idleMilliseconds;
    private bool _asChunks;

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

    /// <summary>
    /// Called once, when the final head is here and before any of it goes out; false stops the relay.
    /// </summary>
    public Func<bool>? MayAnswer { get; set; }

    /// <summary>Relays the response to the request whose head the client connection holds.</summary>
    /// <param name="origin">The connection the request went out on.</param>
    /// <param name="headMilliseconds">How long the head may take.</param>
    /// <param name="idleMilliseconds">How long a pause in the body may be.</param>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<RelayEnd> RelayAsync(UpstreamConnection origin, long headMilliseconds, long idleMilliseconds)
    {
        BodyBytes = 0;
        HeadSent = ClientReusable = OriginReusable = false;
        Head.Reset();
        _idleMilliseconds = idleMilliseconds;
        _client.SetDeadline(Environment.TickCount64 + headMilliseconds);
        try
        {
            var end = await ReadHeadAsync(origin).ConfigureAwait(false);
            if (end != RelayEnd.Complete) return end;
            if (MayAnswer is { } may && !may()) return RelayEnd.Failed;
            WriteHead();
            end = await CopyBodyAsync(origin).ConfigureAwait(false);
            if (end == RelayEnd.Complete) OriginReusable = IsOriginReusable(origin);
            return end;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (_client.ClientGone) return RelayEnd.ClientGone;
            if (HeadSent) return RelayEnd.Broken;
            return _client.Expired ? RelayEnd.TimedOut : RelayEnd.Failed;
        }
        finally
        {
            _client.ClearDeadline();
        }
    }

    private ResponseHead Head => _client.AnswerHead;

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
                if (status == ParseStatus.Refused) return RelayEnd.Malformed;
                origin.Consume(consumed);
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
                return _client.ClientGone ? RelayEnd.ClientGone
                    : _client.Expired ? RelayEnd.TimedOut
                    : anything ? RelayEnd.Failed : RelayEnd.NoAnswer;
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

    /// <summary>Rebuilds the head for the client's version and connection.</summary>
    private void WriteHead()
    {
        var modern = _client.Head.MinorVersion >= 1;
        var framing = Head.Framing switch
        {
            ResponseFraming.UntilClose or ResponseFraming.Chunked =>
                modern ? ResponseFraming.Chunked : ResponseFraming.UntilClose,
            var counted => counted,
        };
        _asChunks = framing == ResponseFraming.Chunked;
        ClientReusable = _client.Head.KeepAlive && !_client.Draining && framing != ResponseFraming.UntilClose;
        var intent = !ClientReusable ? ConnectionIntent.Close
            : modern ? ConnectionIntent.Default : ConnectionIntent.KeepAlive;
        HeadWriter.Write(new OutgoingResponse(Head) { Framing = framing, Connection = intent }, _client.Output);
        HeadSent = true;
    }

    private ValueTask<RelayEnd> CopyBodyAsync(UpstreamConnection origin) => Head.Framing switch
    {
        ResponseFraming.ContentLength => CopyCountedAsync(origin, Head.ContentLength),
        ResponseFraming.Chunked => CopyChunkedAsync(origin),
        ResponseFraming.UntilClose => CopyUntilCloseAsync(origin),
        _ => FinishAsync(),
    };

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> FinishAsync() =>
        await FlushAsync().ConfigureAwait(false) ? RelayEnd.Complete : RelayEnd.ClientGone;

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> CopyCountedAsync(UpstreamConnection origin, long remaining)
    {
        while (true)
        {
            var ready = (int)Math.Min(origin.Unread.Length, remaining);
            if (ready > 0)
            {
                WriteOut(origin.Unread[..ready]);
                origin.Consume(ready);
                remaining -= ready;
            }

            if (remaining == 0) return await FinishAsync().ConfigureAwait(false);
            if (!await FlushAsync().ConfigureAwait(false)) return RelayEnd.ClientGone;
            if (remaining < DirectReceive)
            {
                if (await origin.ReceiveMoreAsync().ConfigureAwait(false) == 0) return RelayEnd.Broken;
                continue;
            }

            var received = await ReceiveDirectlyAsync(origin, remaining).ConfigureAwait(false);
            if (received == 0) return RelayEnd.Broken;
            remaining -= received;
            BodyBytes += received;
        }
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<int> ReceiveDirectlyAsync(UpstreamConnection origin, long remaining)
    {
        var memory = _client.Output.GetMemory(DirectReceive);
        if (memory.Length > remaining) memory = memory[..(int)remaining];
        var received = await origin.Socket.ReceiveAsync(memory, SocketFlags.None).ConfigureAwait(false);
        _client.Output.Advance(received);
        return received;
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> CopyChunkedAsync(UpstreamConnection origin)
    {
        _chunks = new ChunkedDecoder(_trailers);
        while (true)
        {
            var status = _chunks.Decode(origin.Unread, out var consumed, out var start, out var length);
            if (length > 0) WritePiece(origin.Unread.Slice(start, length));
            origin.Consume(consumed);
            switch (status)
            {
                case ChunkStatus.Payload:
                    continue;
                case ChunkStatus.Complete:
                    if (_asChunks) HeadWriter.WriteLastChunk(_trailers.Fields, _client.Output);
                    return await FinishAsync().ConfigureAwait(false);
                case ChunkStatus.Refused:
                    return RelayEnd.Broken;
            }

            if (!await FlushAsync().ConfigureAwait(false)) return RelayEnd.ClientGone;
            if (await origin.ReceiveMoreAsync().ConfigureAwait(false) == 0) return RelayEnd.Broken;
        }
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> CopyUntilCloseAsync(UpstreamConnection origin)
    {
        do
        {
            WritePiece(origin.Unread);
            origin.Consume(origin.Unread.Length);
            if (!await FlushAsync().ConfigureAwait(false)) return RelayEnd.ClientGone;
        }
        while (await origin.ReceiveMoreAsync().ConfigureAwait(false) > 0);

        if (_client.Expired) return RelayEnd.Broken;
        if (_asChunks) HeadWriter.WriteLastChunk(null, _client.Output);
        return await FinishAsync().ConfigureAwait(false);
    }

    private void WritePiece(ReadOnlySpan<byte> piece)
    {
        if (!_asChunks)
        {
            WriteOut(piece);
            return;
        }

        HeadWriter.WriteChunk(piece, _client.Output);
        BodyBytes += piece.Length;
    }

    private void WriteOut(ReadOnlySpan<byte> piece)
    {
        System.Buffers.BuffersExtensions.Write(_client.Output, piece);
        BodyBytes += piece.Length;
    }

    /// <summary>Sends what was written; false when the client is gone or does not read.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> FlushAsync()
    {
        _client.SetDeadline(Environment.TickCount64 + _idleMilliseconds);
        var flushed = await _client.Output.FlushAsync().ConfigureAwait(false);
        return !flushed.IsCompleted && !(flushed.IsCanceled && _client.Expired);
    }

    private bool IsOriginReusable(UpstreamConnection origin) =>
        Head.KeepAlive && Head.Framing != ResponseFraming.UntilClose && origin.Unread.IsEmpty && !BindsToConnection();

    /// <summary>NTLM and Negotiate authenticate the connection: nobody else may be given it (RFC 4559 §6).</summary>
    private bool BindsToConnection() =>
        Head.StatusCode == 401 || (_client.Head.Fields.TryFind(KnownHeader.Authorization, out var scheme)
            && (System.Text.Ascii.EqualsIgnoreCase(scheme[..Math.Min(4, scheme.Length)], "NTLM"u8)
                || System.Text.Ascii.EqualsIgnoreCase(scheme[..Math.Min(9, scheme.Length)], "Negotiate"u8)));
}
