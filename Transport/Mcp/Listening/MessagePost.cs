using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Transport.A2a;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Serves what a client posts: one message, or a batch where the revision knows them.</summary>
/// <remarks>
/// (1) body whole ──► (2) session found ──► (3) fields and message decided ──► (4) server asked ──► (5) answer relayed,
/// message by message. A refusal is a JSON-RPC error with the id of the request, whatever the transport.
/// </remarks>
internal sealed class MessagePost(
    ProxyServices services, McpListening listening, ClientConnection client, ClientAnswers answers, AnswerRelay relay,
    McpStop stop)
    : IDisposable
{
    private static readonly Answer s_accepted = new() { Status = 202, Body = "" };

    private readonly BoundedBody _body = new(client);
    private readonly UpstreamCall _call = new(listening.Upstream, client);

    /// <summary>Serves the request whose head the client connection holds; true when it can serve another.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            // (1)
            var read = await _body.ReadAsync(McpLimits.ClientMessageBytes, McpLimits.BodyMilliseconds)
                .ConfigureAwait(false);
            if (client.Halted) return await HaltAsync(legacy: null, default).ConfigureAwait(false);
            if (read != BodyRead.Complete) return await RefuseBodyAsync(read).ConfigureAwait(false);

            // (2)
            var legacy = listening.Legacy.Find(client.Head.Target);
            var session = Session(legacy is not null);
            var exchange = new McpExchange(services.Policies, listening.Journal, session, stop, legacy?.Open);

            // (3)
            if (DecideFields(policy) is { } refusal) return await RefuseAsync(refusal, legacy).ConfigureAwait(false);
            var decision = exchange.FromClient(_body.Bytes.Span);
            if (decision.IsStopped) return await StopAsync(decision, legacy, exchange).ConfigureAwait(false);

            // (4) and (5)
            var bytes = decision.Outcome == McpOutcome.Rewrite ? decision.Bytes : _body.Bytes;
            var kept = await ForwardAsync(bytes, exchange, legacy, policy).ConfigureAwait(false);
            listening.Journal.Passed(started);
            return kept;
        }
        finally
        {
            _body.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        _call.Dispose();
    }

    private McpSession Session(bool isLegacy)
    {
        var head = client.Head;
        if (isLegacy) return listening.Sessions.Of(head.Target, default, listening.Agent);
        if (head.Fields.TryFind(KnownHeader.McpSessionId, out var id))
            return listening.Sessions.Of(id, default, listening.Agent);
        return IsInitialize(_body.Bytes.Span)
            ? listening.Sessions.Begin(listening.Agent)
            : listening.Sessions.Of(default, ClientIdentity.Of(client), listening.Agent);
    }

    private static bool IsInitialize(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"initialize\""u8) >= 0
        && JsonRpcMessage.TryRead(body, out var message) == JsonRpcStatus.Message
        && message.Method.SequenceEqual("initialize"u8);

    /// <summary>A field may carry out what the message does not.</summary>
    private byte[]? DecideFields(PolicySnapshot policy)
    {
        var options = policy.Options.RequestBodyScanning;
        var findings = AgentTraffic.ScanExtensions(client.Head.Fields, policy);
        if (options.Enabled && options.ScanHeaders)
            findings = findings.Concat(policy.Scanner.ScanHeaders(new McpHeaderView(client.Head.Fields)));
        if (findings.IsClean) return null;
        var decision = policy.Decide(
            findings, Surface.Headers, new DecisionContext { Host = listening.Upstream.Authority });
        if (!decision.IsBlocked) return null;
        services.Journal.Metrics.RecordDecision(decision, listening.Upstream.Authority, TimeSpan.Zero);
        return McpErrors.Of(Id(), JsonRpcErrors.Content, $"pipelock: request blocked: {decision.Reason}");
    }

    private ReadOnlySpan<byte> Id() =>
        JsonRpcMessage.TryRead(_body.Bytes.Span, out var message) == JsonRpcStatus.Message ? message.Id : default;

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> ForwardAsync(
        ReadOnlyMemory<byte> bytes, McpExchange exchange, EventRelay? legacy, PolicySnapshot policy)
    {
        var target = legacy is null ? listening.Upstream.Target : client.Head.Target.ToArray();
        try
        {
            client.SetDeadline(Environment.TickCount64 + McpLimits.AnswerMilliseconds);
            var link = await _call.AskAsync(target, bytes, !McpAccess.HasTokens(policy)).ConfigureAwait(false);
            NameSession(link.Head, exchange.Session);
            return await relay.RelayAsync(link, exchange, _body.Bytes).ConfigureAwait(false);
        }
        catch (IOException e) when (!relay.HasBegun)
        {
            client.ClearDeadline();
            if (client.ClientGone) return false;
            if (client.Halted) return await HaltAsync(legacy, exchange).ConfigureAwait(false);
            listening.Journal.Failed(e.Message);
            return await RefuseAsync(McpErrors.Upstream(Id(), e.Message), legacy, status: 502).ConfigureAwait(false);
        }
    }

    /// <summary>The answer to <c>initialize</c> tells by which id the session will be known.</summary>
    private void NameSession(ResponseHead answer, McpSession session)
    {
        if (answer.Fields.TryFind(KnownHeader.McpSessionId, out var id)) listening.Sessions.Name(id, session);
        else if (answer.StatusCode == 404 && client.Head.Fields.TryFind(KnownHeader.McpSessionId, out id))
            listening.Sessions.End(id);
    }

    /// <summary>Everything was stopped while this exchange was under way.</summary>
    private async ValueTask<bool> HaltAsync(EventRelay? legacy, McpExchange exchange)
    {
        await client.EndHaltedExchangeAsync().ConfigureAwait(false);
        listening.Journal.Stopped(stop.Switch);
        var decision = stop.Decide(_body.Bytes.Span, McpDirection.FromClient);
        return await StopAsync(decision, legacy, exchange).ConfigureAwait(false);
    }

    private async ValueTask<bool> StopAsync(McpDecision decision, EventRelay? legacy, McpExchange exchange)
    {
        switch (decision.Outcome)
        {
            case McpOutcome.Drop:
                return await answers.SendAsync(s_accepted, bodyLeft: false).ConfigureAwait(false);
            case McpOutcome.RefuseServer:
                // The answer to a request of the server is replaced: the server hears of it in its place.
                await ServerReply.PostAsync(listening, client.Head, ReplyTarget(legacy), decision.Bytes)
                    .ConfigureAwait(false);
                return await answers.SendAsync(s_accepted, bodyLeft: false).ConfigureAwait(false);
            case McpOutcome.Redirect:
                var answer = await exchange.RedirectAsync(listening.Redirects, decision, _body.Bytes)
                    .ConfigureAwait(false);
                if (client.Halted) return await HaltAsync(legacy, exchange).ConfigureAwait(false);
                return await RefuseAsync(answer, legacy).ConfigureAwait(false);
            default:
                return await RefuseAsync(decision.Bytes, legacy, UnreadableStatus()).ConfigureAwait(false);
        }
    }

    private byte[] ReplyTarget(EventRelay? legacy) =>
        legacy is null ? listening.Upstream.Target : client.Head.Target.ToArray();

    /// <summary>A message that is none is the sender's mistake (400); a refused one was understood (200).</summary>
    private int UnreadableStatus() =>
        JsonRpcMessage.TryRead(_body.Bytes.Span, out _) is JsonRpcStatus.Message or JsonRpcStatus.Batch ? 200 : 400;

    /// <summary>Answers in our own name: on the event stream where that is where the client listens.</summary>
    private async ValueTask<bool> RefuseAsync(ReadOnlyMemory<byte> bytes, EventRelay? legacy, int status = 200)
    {
        if (legacy is not null && await legacy.InjectAsync(bytes).ConfigureAwait(false))
            return await answers.SendAsync(s_accepted, bodyLeft: false).ConfigureAwait(false);
        return await answers.SendAsync(
            new Answer { Status = status, Body = Encoding.UTF8.GetString(bytes.Span), ContentType = Answer.Json },
            bodyLeft: false).ConfigureAwait(false);
    }

    private ValueTask<bool> RefuseBodyAsync(BodyRead read)
    {
        var tooLarge = read == BodyRead.TooLarge;
        var sentence = tooLarge ? "request body too large" : "the request body broke off or did not arrive in time";
        var body = Encoding.UTF8.GetString(McpErrors.Of(default, JsonRpcErrors.Upstream, $"pipelock: {sentence}"));
        return answers.SendAsync(
            new Answer { Status = tooLarge ? 413 : 400, Body = body, ContentType = Answer.Json }, bodyLeft: true);
    }
}
