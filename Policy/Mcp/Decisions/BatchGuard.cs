using System.Buffers;
using System.Collections.Immutable;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Decides about arrays of messages, element by element. Batches are rare: written for clarity.</summary>
/// <remarks>
/// A batch of a client goes on as a whole or not at all: every request of a refused one gets its own error. A batch of
/// a server goes on with errors in place of what is refused. No id is lost either way.
/// </remarks>
internal static class BatchGuard
{
    /// <summary>Decides about the batch of a client.</summary>
    public static McpDecision FromClient(ReadOnlySpan<byte> raw, McpFirewall firewall, McpSession session, long now)
    {
        var worst = Decide(raw, McpDirection.FromClient, firewall, session, now, out var kept, out var changed);
        if (worst.IsStopped)
            return Refuse(raw, session, worst);
        return changed ? worst with { Outcome = McpOutcome.Rewrite, Bytes = Close(kept) } : worst;
    }

    /// <summary>Decides about the batch of a server.</summary>
    public static McpDecision FromServer(ReadOnlySpan<byte> raw, McpFirewall firewall, McpSession session, long now)
    {
        var worst = Decide(raw, McpDirection.FromServer, firewall, session, now, out var kept, out var changed);
        if (!changed)
            return worst;
        return kept.WrittenCount == 0
            ? worst with { Outcome = McpOutcome.Drop, Bytes = default }
            : worst with { Outcome = McpOutcome.Rewrite, Bytes = Close(kept) };
    }

    /// <summary>Decides about each element.</summary>
    /// <param name="raw">The batch.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="firewall">Decides.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="now">As in <see cref="McpFirewall.FromClient"/>.</param>
    /// <param name="kept">What goes to the receiver, or in the place of what does not; the array is left open.</param>
    /// <param name="changed">Whether that is anything but the batch as it came.</param>
    /// <returns>The worst of the decisions, with the media of all.</returns>
    private static McpDecision Decide(
        ReadOnlySpan<byte> raw, McpDirection from, McpFirewall firewall, McpSession session, long now,
        out ArrayBufferWriter<byte> kept, out bool changed)
    {
        McpDecision worst = default;
        var media = ImmutableArray<MediaExposure>.Empty;
        kept = new ArrayBufferWriter<byte>(raw.Length);
        changed = false;
        foreach (var element in new JsonRpcBatch(raw))
        {
            var limits = JsonRpcLimits.Default with { MaxBytes = raw.Length };
            var status = JsonRpcMessage.TryRead(element, limits, out var message);
            var one = status != JsonRpcStatus.Message ? firewall.Unreadable(status, element, from, session)
                : from == McpDirection.FromClient ? firewall.FromClient(message, session, now)
                : firewall.FromServer(message, session, now);
            worst = Worse(worst, one);
            changed |= one.Outcome != McpOutcome.Forward;
            if (one.Outcome == McpOutcome.Forward)
                Append(kept, element);
            else if (one.Outcome is McpOutcome.Refuse or McpOutcome.Rewrite)
                Append(kept, one.Bytes.Span);
            if (!one.Media.IsDefault)
                media = media.AddRange(one.Media);
        }

        return media.IsEmpty ? worst : worst with { Media = media };
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
