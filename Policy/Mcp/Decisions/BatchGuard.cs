using System.Buffers;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Decides about arrays of messages, element by element. Batches are rare: written for clarity.</summary>
/// <remarks>
/// A batch of a client goes on as a whole or not at all: every request of a refused one gets its own error. A batch of
/// a
/// server goes on with errors in place of what is refused. No id is lost either way.
/// </remarks>
internal static class BatchGuard
{
    /// <summary>Decides about the batch of a client.</summary>
    public static McpDecision FromClient(ReadOnlySpan<byte> raw, McpFirewall firewall, McpSession session, long now)
    {
        McpDecision worst = default;
        var kept = new ArrayBufferWriter<byte>(raw.Length);
        var changed = false;
        foreach (var element in new JsonRpcBatch(raw))
        {
            var status = JsonRpcMessage.TryRead(element, out var message);
            var one = status == JsonRpcStatus.Message
                ? firewall.FromClient(message, session, now)
                : firewall.Unreadable(status, element, McpDirection.FromClient, session);
            worst = Worse(worst, one);
            changed |= one.Outcome == McpOutcome.Rewrite;
            Append(kept, one.Outcome == McpOutcome.Rewrite ? one.Bytes.Span : element);
        }

        if (worst.IsStopped)
            return Refuse(raw, session, worst);
        return changed ? worst with { Outcome = McpOutcome.Rewrite, Bytes = Close(kept) } : worst;
    }

    /// <summary>Decides about the batch of a server.</summary>
    public static McpDecision FromServer(ReadOnlySpan<byte> raw, McpFirewall firewall, McpSession session, long now)
    {
        McpDecision worst = default;
        var kept = new ArrayBufferWriter<byte>(raw.Length);
        var changed = false;
        foreach (var element in new JsonRpcBatch(raw))
        {
            var status = JsonRpcMessage.TryRead(element, out var message);
            var one = status == JsonRpcStatus.Message
                ? firewall.FromServer(message, session, now)
                : firewall.Unreadable(status, element, McpDirection.FromServer, session);
            worst = Worse(worst, one);
            changed |= one.Outcome != McpOutcome.Forward;
            if (one.Outcome == McpOutcome.Forward)
                Append(kept, element);
            else if (one.Outcome is McpOutcome.Refuse or McpOutcome.Rewrite)
                Append(kept, one.Bytes.Span);
        }

        if (!changed)
            return worst;
        return kept.WrittenCount == 0
            ? worst with { Outcome = McpOutcome.Drop, Bytes = default }
            : worst with { Outcome = McpOutcome.Rewrite, Bytes = Close(kept) };
    }

    private static McpDecision Refuse(ReadOnlySpan<byte> raw, McpSession session, McpDecision worst)
    {
        var answers = new ArrayBufferWriter<byte>();
        foreach (var element in new JsonRpcBatch(raw))
        {
            if (JsonRpcMessage.TryRead(element, out var message) != JsonRpcStatus.Message || !message.ExpectsAnswer)
                continue;
            McpFirewall.Forget(message.Id, session);
            var text = worst.Decision.Cause is { } cause ? RefusalText.OfRequest(cause)
                : (JsonRpcErrors.Content, "pipelock: the batch was refused");
            Append(answers, Refusals.Of(McpOutcome.Refuse, message.Id, text, worst.Decision).Bytes.Span);
        }

        return answers.WrittenCount == 0
            ? worst with { Outcome = worst.Bytes.IsEmpty ? McpOutcome.Drop : McpOutcome.Refuse, Redirect = null }
            : worst with { Outcome = McpOutcome.Refuse, Bytes = Close(answers), Redirect = null };
    }

    private static McpDecision Worse(McpDecision a, McpDecision b) =>
        b.IsStopped && !a.IsStopped ? b
            : a.IsStopped && !b.IsStopped ? a
            : b.Decision.Verdict > a.Decision.Verdict || (a == default && b != default) ? b : a;

    private static void Append(ArrayBufferWriter<byte> array, ReadOnlySpan<byte> element)
    {
        array.Write(array.WrittenCount == 0 ? "["u8 : ","u8);
        array.Write(element);
    }

    private static byte[] Close(ArrayBufferWriter<byte> array)
    {
        array.Write("]"u8);
        return array.WrittenSpan.ToArray();
    }
}
