using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Pipelock.Policy;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Transport.Approvals;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Carries one answer of the server to the client: whole where it is one message, event by event where it is a
/// stream.</summary>
/// <remarks>
/// (1) kind of the answer ──► (2) message read and decided ──► (3) head rebuilt with the length of what goes out. One
/// per client connection; a clean JSON answer allocates nothing.
/// </remarks>
internal sealed class AnswerRelay(ProxyServices services, McpListening listening, ClientConnection client)
{
    /// <summary>The client has something of the answer: nothing else can be said any more.</summary>
    public bool HasBegun { get; private set; }

    private bool Keeps => client.Head.KeepAlive && !client.Draining && client.Head.MinorVersion == 1;

    /// <summary>Relays the answer whose head <paramref name="link"/> holds, and ends with the link.</summary>
    /// <param name="link">The connection it comes by.</param>
    /// <param name="exchange">Decides about its messages.</param>
    /// <param name="request">What was posted; empty where nothing was.</param>
    /// <returns>True when the client's connection can serve another request.</returns>
    /// <exception cref="IOException">The server's answer broke off.</exception>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<bool> RelayAsync(HttpLink link, McpExchange exchange, ReadOnlyMemory<byte> request)
    {
        HasBegun = false;
        var end = AnswerEnd.Broken;
        try
        {
            // (1)
            if (link.Head.Fields.TryFind(KnownHeader.ContentEncoding, out var coding) && !Is(coding, "identity"u8))
                throw new IOException("the server compressed its answer, which was not asked for");
            end = IsEventStream(link.Head)
                ? await StreamAsync(link, exchange, request).ConfigureAwait(false)
                : await WholeAsync(link, exchange, request).ConfigureAwait(false);
            return end != AnswerEnd.Broken && Keeps;
        }
        finally
        {
            client.Detach();
            client.ClearDeadline();
            if (end == AnswerEnd.Complete) listening.Upstream.Return(link);
            else link.Dispose();
            HasBegun &= end == AnswerEnd.Broken;
        }
    }

    private static bool IsEventStream(ResponseHead head) =>
        head.StatusCode == 200 && head.Fields.TryFind(KnownHeader.ContentType, out var type)
        && type.Length >= 17 && Is(type[..17], "text/event-stream"u8);

    private static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> expected) =>
        Ascii.EqualsIgnoreCase(value, expected);

    private async ValueTask<AnswerEnd> StreamAsync(HttpLink link, McpExchange exchange, ReadOnlyMemory<byte> request)
    {
        client.ClearDeadline();
        var isChunked = client.Head.MinorVersion == 1;
        WriteHead(link, isChunked ? ResponseFraming.Chunked : ResponseFraming.UntilClose, -1);
        await FlushAsync().ConfigureAwait(false);
        using var events = new EventRelay(services, listening, client, link, isChunked);
        try
        {
            if (await events.RunAsync(exchange).ConfigureAwait(false)) return AnswerEnd.Complete;
        }
        catch (Exception e) when (client.Halted && e is IOException or ObjectDisposedException)
        {
            // All traffic was stopped: the stream says so itself, and ends.
            if (await events.StopAsync(exchange, request).ConfigureAwait(false)) return AnswerEnd.Stopped;
        }

        client.Abort("the event stream broke off");
        return AnswerEnd.Broken;
    }

    // (2) and (3)
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<AnswerEnd> WholeAsync(HttpLink link, McpExchange exchange, ReadOnlyMemory<byte> request)
    {
        if (link.Head.Framing == ResponseFraming.None)
        {
            WriteHead(link, ResponseFraming.None, link.Head.ContentLength);
            await FlushAsync().ConfigureAwait(false);
            return AnswerEnd.Complete;
        }

        using var message = new MessageBuffer();
        var fits = await message.ReadAsync(link, McpLimits.ServerMessageBytes).ConfigureAwait(false);
        var answer = !fits ? exchange.TooLong(McpDirection.FromServer).Bytes
            : message.Bytes.IsEmpty ? default
            : await DecideAsync(link.Head, message.Bytes, exchange, request).ConfigureAwait(false);
        WriteHead(link, ResponseFraming.ContentLength, answer.Length);
        await WriteAsync(answer).ConfigureAwait(false);
        return fits ? AnswerEnd.Complete : AnswerEnd.Broken;
    }

    private async ValueTask<ReadOnlyMemory<byte>> DecideAsync(
        ResponseHead head, ReadOnlyMemory<byte> bytes, McpExchange exchange, ReadOnlyMemory<byte> request)
    {
        // What a server says beside its messages (why it refused, for one) is text, and inspected as that.
        var isMessage = JsonRpcMessage.TryRead(bytes.Span, out _) is JsonRpcStatus.Message or JsonRpcStatus.Batch;
        if (!isMessage && (head.StatusCode >= 400 || request.IsEmpty)) return DecideText(bytes);
        var decision = exchange.FromServer(bytes.Span);
        if (decision.IsStopped && decision.Decision.Verdict == Verdict.Ask
            && await AskAsync(decision.Decision).ConfigureAwait(false))
            return bytes;
        switch (decision.Outcome)
        {
            case McpOutcome.Forward:
                return bytes;
            case McpOutcome.Rewrite or McpOutcome.Refuse:
                return decision.Bytes;
            default:
                // Nothing is left of the answer, yet the client waits for one.
                JsonRpcMessage.TryRead(request.Span, out var asked);
                return McpErrors.Of(asked.Id, JsonRpcErrors.Blocked, "pipelock: the server's answer was not passed on");
        }
    }

    private async ValueTask<bool> AskAsync(Decision decision)
    {
        client.ClearDeadline();
        var policy = services.Policies.Acquire();
        try
        {
            return await OperatorQuestions
                .AskAsync(services, client, listening.Upstream.Authority, decision, policy).ConfigureAwait(false);
        }
        finally
        {
            policy.Release();
        }
    }

    private ReadOnlyMemory<byte> DecideText(ReadOnlyMemory<byte> bytes)
    {
        var policy = services.Policies.Acquire();
        try
        {
            var quoted = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(Encoding.UTF8.GetString(bytes.Span))}\"");
            var decision = policy.Decide(policy.Scanner.Mcp.ScanAnswer(quoted, "answer"), Surface.Response);
            return decision.IsBlocked ? "pipelock: the server's answer was not passed on\n"u8.ToArray() : bytes;
        }
        finally
        {
            policy.Release();
        }
    }

    private void WriteHead(HttpLink link, ResponseFraming framing, long length)
    {
        HasBegun = true;
        HeadWriter.Write(
            new OutgoingResponse(link.Head)
            {
                Framing = framing,
                ContentLength = length,
                Connection = Keeps ? ConnectionIntent.Default : ConnectionIntent.Close,
            },
            client.Output);
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        const int Piece = 64 * 1024;
        for (var at = 0; at < bytes.Length; at += Piece)
        {
            client.Output.Write(bytes.Span.Slice(at, Math.Min(Piece, bytes.Length - at)));
            await FlushAsync().ConfigureAwait(false);
        }

        if (bytes.IsEmpty) await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>How an answer ended for the two connections it went over.</summary>
    private enum AnswerEnd : byte
    {
        /// <summary>It broke off: neither connection can be used again.</summary>
        Broken,

        /// <summary>We ended it properly while the server had more: the client's connection goes on.</summary>
        Stopped,

        /// <summary>All of it went over: both connections go on.</summary>
        Complete,
    }

    private async ValueTask FlushAsync()
    {
        client.SetDeadline(Environment.TickCount64 + services.Timeouts.Idle);
        var flushed = await client.Output.FlushAsync().ConfigureAwait(false);
        client.ClearDeadline();
        if (flushed.IsCanceled || flushed.IsCompleted) throw new IOException("the client takes no more");
    }
}
