using System.Diagnostics;
using Pipelock.Policy;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Transport.Mcp.Redirect;

namespace Pipelock.Transport.Mcp;

/// <summary>Has every message of one session decided: the only place where a transport meets the MCP
/// firewall.</summary>
/// <remarks>
/// (1) kill switch ──► (2) bytes read as a message ──► (3) the policy in force decides ──► (4) journal ──► (5) ids that
/// wait for an answer.
/// Both directions use it at once; a clean message allocates nothing unless ids are tracked. Thread-safe.
/// </remarks>
/// <param name="policies">The policy in force.</param>
/// <param name="journal">Is told what was found.</param>
/// <param name="session">What the session remembers.</param>
/// <param name="stop">Stops everything in an emergency.</param>
/// <param name="open">Keeps the ids that wait; null where the transport ties each answer to its request itself.</param>
internal readonly struct McpExchange(
    PolicyHolder policies, McpJournal journal, McpSession session, McpStop stop, OpenRequests? open = null)
{
    /// <summary>What is remembered of the session.</summary>
    public McpSession Session => session;

    /// <summary>What stops everything in an emergency.</summary>
    public McpStop Stop => stop;

    /// <summary>Decides about a message of the client.</summary>
    public McpDecision FromClient(ReadOnlySpan<byte> raw)
    {
        // (1)
        if (stop.IsActive) return Stopped(raw, McpDirection.FromClient);
        var decision = Decide(raw, McpDirection.FromClient);

        // (5)
        if (!decision.IsStopped) open?.NoteRequests(raw);
        return decision;
    }

    /// <summary>Decides about a message of the server.</summary>
    public McpDecision FromServer(ReadOnlySpan<byte> raw)
    {
        if (open is not null)
        {
            // The ids that wait are answered by whoever threw the switch, or were.
            if (stop.IsActive && IsAnswer(raw)) return new McpDecision { Outcome = McpOutcome.Drop };
            if (!open.NoteAnswers(raw)) return Late(raw);
        }

        if (stop.IsActive) return Stopped(raw, McpDirection.FromServer);
        return Decide(raw, McpDirection.FromServer);
    }

    /// <summary>Decides about a message that is longer than its side may send.</summary>
    public McpDecision TooLong(McpDirection from) => WithPolicy([], from, JsonRpcStatus.TooLong);

    /// <summary>Has a program of the operator answer a call; the answer.</summary>
    public async Task<ReadOnlyMemory<byte>> RedirectAsync(
        RedirectRunner redirects, McpDecision decision, ReadOnlyMemory<byte> raw)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await redirects.AnswerAsync(decision, raw, stop).ConfigureAwait(false);
        journal.Redirected(decision, raw.Span, answer.Span, Stopwatch.GetElapsedTime(started), session.Key);
        return answer;
    }

    /// <summary>What becomes of a message, or of what was under way for it, while everything is stopped.</summary>
    public McpDecision Stopped(ReadOnlySpan<byte> raw, McpDirection from)
    {
        journal.Stopped(stop.Switch);
        return stop.Decide(raw, from);
    }

    /// <summary>The answer to a request that was answered here already.</summary>
    private McpDecision Late(ReadOnlySpan<byte> raw)
    {
        if (JsonRpcMessage.TryRead(raw, McpLimits.FromServer, out var message) == JsonRpcStatus.Message)
            McpFirewall.Forget(message.Id, session);
        return new McpDecision { Outcome = McpOutcome.Drop };
    }

    private McpDecision Decide(ReadOnlySpan<byte> raw, McpDirection from) => WithPolicy(raw, from, status: null);

    private McpDecision WithPolicy(ReadOnlySpan<byte> raw, McpDirection from, JsonRpcStatus? status)
    {
        var policy = policies.Acquire();
        try
        {
            // (2)
            var limits = from == McpDirection.FromClient ? McpLimits.FromClient : McpLimits.FromServer;
            JsonRpcMessage message = default;
            var read = status ?? JsonRpcMessage.TryRead(raw, limits, out message);

            // (3)
            var now = Environment.TickCount64;
            var firewall = policy.Mcp;
            var decision = read switch
            {
                JsonRpcStatus.Message when from == McpDirection.FromClient =>
                    firewall.FromClient(message, session, now),
                JsonRpcStatus.Message => firewall.FromServer(message, session, now),
                JsonRpcStatus.Batch => firewall.Batch(raw, from, session, now),
                _ => firewall.Unreadable(read, raw, from, session),
            };

            // (4)
            if (decision.Decision.Cause is not null) journal.Decided(decision, message, from, session.Key);
            if (!decision.Media.IsDefault) journal.Exposed(decision.Media);
            return decision;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What could not be decided does not pass.
            journal.Defect(e);
            return Undecided(raw, from);
        }
        finally
        {
            policy.Release();
        }
    }

    private static McpDecision Undecided(ReadOnlySpan<byte> raw, McpDirection from)
    {
        JsonRpcMessage.TryRead(raw, McpLimits.FromServer, out var message);
        if (message.Kind == JsonRpcKind.Notification && !message.Method.IsEmpty)
            return new McpDecision { Outcome = McpOutcome.Drop };
        // Whoever asked hears of it: the sender of a request, the receiver of an answer.
        var isRequest = !message.Method.IsEmpty;
        return new McpDecision
        {
            Outcome = isRequest == (from == McpDirection.FromClient) ? McpOutcome.Refuse : McpOutcome.RefuseServer,
            Bytes = McpErrors.Of(message.Id, JsonRpcErrors.Blocked, "pipelock: the message could not be inspected"),
        };
    }

    private static bool IsAnswer(ReadOnlySpan<byte> raw) =>
        JsonRpcMessage.TryRead(raw, McpLimits.FromServer, out var message) == JsonRpcStatus.Message
        && message.Method.IsEmpty;
}
