using Pipelock.Policy;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp;

/// <summary>Has every message of one session decided: the only place where a transport meets the MCP firewall.</summary>
/// <remarks>
/// (1) bytes read as a message ──► (2) the policy in force decides ──► (3) journal ──► (4) ids that wait for an answer.
/// Both directions use it at once; a clean message allocates nothing unless ids are tracked. Thread-safe.
/// </remarks>
/// <param name="policies">The policy in force.</param>
/// <param name="journal">Is told what was found.</param>
/// <param name="session">What the session remembers.</param>
/// <param name="open">Keeps the ids that wait; null where the transport ties each answer to its request itself.</param>
internal readonly struct McpExchange(
    PolicyHolder policies, McpJournal journal, McpSession session, OpenRequests? open = null)
{
    private static readonly JsonRpcLimits ClientLimits = JsonRpcLimits.Default with { MaxBytes = McpLimits.ClientMessageBytes };
    private static readonly JsonRpcLimits ServerLimits = JsonRpcLimits.Default with { MaxBytes = McpLimits.ServerMessageBytes };

    /// <summary>What is remembered of the session.</summary>
    public McpSession Session => session;

    /// <summary>Decides about a message of the client.</summary>
    public McpDecision FromClient(ReadOnlySpan<byte> raw)
    {
        var decision = Decide(raw, McpDirection.FromClient);
        if (!decision.IsStopped) open?.NoteRequests(raw);
        return decision;
    }

    /// <summary>Decides about a message of the server.</summary>
    public McpDecision FromServer(ReadOnlySpan<byte> raw)
    {
        open?.NoteAnswers(raw);
        return Decide(raw, McpDirection.FromServer);
    }

    /// <summary>Decides about a message that is longer than its side may send.</summary>
    public McpDecision TooLong(McpDirection from) => WithPolicy([], from, JsonRpcStatus.TooLong);

    private McpDecision Decide(ReadOnlySpan<byte> raw, McpDirection from) => WithPolicy(raw, from, status: null);

    private McpDecision WithPolicy(ReadOnlySpan<byte> raw, McpDirection from, JsonRpcStatus? status)
    {
        var policy = policies.Acquire();
        try
        {
            // (1)
            var limits = from == McpDirection.FromClient ? ClientLimits : ServerLimits;
            JsonRpcMessage message = default;
            var read = status ?? JsonRpcMessage.TryRead(raw, limits, out message);

            // (2)
            var now = Environment.TickCount64;
            var firewall = policy.Mcp;
            var decision = read switch
            {
                JsonRpcStatus.Message when from == McpDirection.FromClient => firewall.FromClient(message, session, now),
                JsonRpcStatus.Message => firewall.FromServer(message, session, now),
                JsonRpcStatus.Batch => firewall.Batch(raw, from, session, now),
                _ => firewall.Unreadable(read, raw, from, session),
            };

            // (3)
            if (decision.Decision.Cause is not null) journal.Decided(decision, message, from);
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
        JsonRpcMessage.TryRead(raw, ServerLimits, out var message);
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
}
