using System.Buffers;
using System.Text;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.Sse;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Carries a server's event stream to the client: each event is a message, and decided by itself.</summary>
/// <remarks>
/// What passes goes on byte for byte, ids and retry times included, so that a client resumes where it was. A refused
/// message is an event in its place; the stream goes on.
/// </remarks>
internal sealed class EventRelay(
    ProxyServices services, McpListening listening, ClientConnection client, HttpLink link,
        bool isChunked) : IDisposable
{
    private const int Piece = 64 * 1024;

    private readonly SseParser _parser = new(McpLimits.ServerMessageBytes);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ArrayBufferWriter<byte> _event = new();
    private McpExchange _exchange;
    private string? _legacyTarget;
    private bool _ended;
    private bool _isWithinEvent;

    /// <summary>What waits for its answer on this stream; null unless all of a session's answers come on it.</summary>
    public OpenRequests? Open { get; private set; }

    /// <summary>Runs until the stream ends; true when it ended as a whole.</summary>
    /// <exception cref="IOException">One of the two connections failed.</exception>
    public async ValueTask<bool> RunAsync(McpExchange exchange)
    {
        _exchange = exchange;
        while (await link.ReadContentAsync().ConfigureAwait(false) is { IsEmpty: false } piece)
        {
            while (true)
            {
                var status = _parser.Read(piece.Span, out var consumed);
                piece = piece[consumed..];
                if (status == SseStatus.NeedMore) break;
                if (status == SseStatus.Oversize) return false;
                if (status == SseStatus.Event) await TakeAsync().ConfigureAwait(false);
                else await SendAsync(Copy(_parser.Raw)).ConfigureAwait(false);
            }
        }

        await EndAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Sends a message of ours between two events; false when the stream has ended. Thread-safe.</summary>
    public async ValueTask<bool> InjectAsync(ReadOnlyMemory<byte> message)
    {
        var output = new ArrayBufferWriter<byte>();
        SseWriter.Write("message"u8, message.Span, output);
        try
        {
            await SendAsync(output.WrittenMemory).ConfigureAwait(false);
            return !_ended;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Ends the stream because all traffic is stopped: its last event answers what was posted.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">What was posted; empty where nothing was.</param>
    /// <returns>False when the client has half an event: nothing can be said behind that.</returns>
    public async ValueTask<bool> StopAsync(McpExchange exchange, ReadOnlyMemory<byte> request)
    {
        await client.EndHaltedExchangeAsync().ConfigureAwait(false);
        if (_isWithinEvent) return false;
        var stopped = exchange.Stopped(request.Span, McpDirection.FromClient);
        foreach (var id in Open?.TakeAll() ?? [])
        {
            if (!await InjectAsync(exchange.Stop.Error(Encoding.UTF8.GetBytes(id))).ConfigureAwait(false)) return false;
        }

        if (Open is null && !stopped.Bytes.IsEmpty && !await InjectAsync(stopped.Bytes).ConfigureAwait(false))
            return false;
        await EndAsync().ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_legacyTarget is not null) listening.Legacy.Remove(_legacyTarget, this);
        _parser.Dispose();
    }

    private ValueTask TakeAsync()
    {
        if (_parser.EventType.SequenceEqual("endpoint"u8)) return SendAsync(Endpoint());
        if (_parser.Data.IsEmpty) return SendAsync(Copy(_parser.Raw));
        var decision = _exchange.FromServer(_parser.Data);
        switch (decision.Outcome)
        {
            case McpOutcome.Forward:
                return SendAsync(Copy(_parser.Raw));
            case McpOutcome.Rewrite or McpOutcome.Refuse:
                return SendAsync(Replaced(decision.Bytes.Span));
            case McpOutcome.RefuseServer:
                var target = _legacyTarget is null ? listening.Upstream.Target : Encoding.ASCII.GetBytes(_legacyTarget);
                _ = ServerReply.PostAsync(listening, client.Head, target, decision.Bytes);
                return default;
            default:
                return default;
        }
    }

    /// <summary>The event with other data: its id stays, so that resuming works.</summary>
    private ReadOnlyMemory<byte> Replaced(ReadOnlySpan<byte> data)
    {
        _event.ResetWrittenCount();
        if (_parser.HasId)
        {
            _event.Write("id: "u8);
            _event.Write(_parser.Id);
            _event.Write("\n"u8);
        }

        SseWriter.Write(_parser.EventType, data, _event);
        return _event.WrittenMemory;
    }

    /// <summary>
    /// The first event of a stream of revision 2024-11-05 says where to post. That is at the server; the client posts
    /// to the same path here, and only there.
    /// </summary>
    private ReadOnlyMemory<byte> Endpoint()
    {
        if (!Uri.TryCreate(listening.Upstream.Url, Encoding.UTF8.GetString(_parser.Data), out var endpoint)
            || endpoint.Authority != listening.Upstream.Url.Authority)
            throw new IOException("the server named an endpoint of another host");
        if (_legacyTarget is not null) listening.Legacy.Remove(_legacyTarget, this);
        _legacyTarget = endpoint.PathAndQuery;
        Open = new OpenRequests();
        listening.Legacy.Add(_legacyTarget, this);
        var target = Encoding.ASCII.GetBytes(_legacyTarget);
        var session = listening.Sessions.Of(target, default, listening.Agent);
        _exchange = new McpExchange(services.Policies, listening.Journal, session, _exchange.Stop, Open);
        return Replaced(target);
    }

    private ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> raw)
    {
        _event.ResetWrittenCount();
        _event.Write(raw);
        return _event.WrittenMemory;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_ended) return;
            _isWithinEvent = bytes.Length > Piece;
            for (var at = 0; at < bytes.Length; at += Piece)
            {
                var piece = bytes.Span.Slice(at, Math.Min(Piece, bytes.Length - at));
                if (isChunked) HeadWriter.WriteChunk(piece, client.Output);
                else client.Output.Write(piece);
                await FlushAsync().ConfigureAwait(false);
            }

            _isWithinEvent = false;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask EndAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _ended = true;
            if (isChunked) client.Output.Write(HeadWriter.LastChunk);
            await FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask FlushAsync()
    {
        client.SetDeadline(Environment.TickCount64 + services.Timeouts.Idle);
        var flushed = await client.Output.FlushAsync().ConfigureAwait(false);
        client.ClearDeadline();
        if (flushed.IsCanceled || flushed.IsCompleted) throw new IOException("the client takes no more");
    }
}
