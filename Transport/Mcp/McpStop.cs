using System.Net;
using System.Text;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp;

/// <summary>The kill switch as the messages of one client meet it. Thread-safe.</summary>
/// <param name="killSwitch">The switch of the process.</param>
/// <param name="client">The client, which may be exempt; <see cref="IPAddress.None"/> for one without address.</param>
internal sealed class McpStop(KillSwitch killSwitch, IPAddress client)
{
    /// <summary>The switch itself.</summary>
    public KillSwitch Switch => killSwitch;

    /// <summary>Nothing of this client, and nothing for it, goes on. One volatile read.</summary>
    public bool IsActive => killSwitch.IsActiveFor(client);

    /// <summary>Calls <paramref name="onStop"/> when this client is stopped; see <see cref="KillSwitch.Register"/>.
    /// </summary>
    public IDisposable Register(Action onStop) => killSwitch.Register(() =>
    {
        if (IsActive) onStop();
    });

    /// <summary>What becomes of a message: whoever waits for an answer gets one.</summary>
    /// <param name="raw">The message, or batch.</param>
    /// <param name="from">Who sent it.</param>
    public McpDecision Decide(ReadOnlySpan<byte> raw, McpDirection from)
    {
        var status = JsonRpcMessage.TryRead(raw, out var message);
        if (status == JsonRpcStatus.Batch) return DecideBatch(raw, from);
        var isAnswer = status == JsonRpcStatus.Message
            && message.Kind is JsonRpcKind.Response or JsonRpcKind.ErrorResponse;
        var isDropped = isAnswer ? from == McpDirection.FromClient
            : status == JsonRpcStatus.Message && message.Kind == JsonRpcKind.Notification;
        return isDropped ? new McpDecision { Outcome = McpOutcome.Drop } : new McpDecision
        {
            Outcome = isAnswer || from == McpDirection.FromClient ? McpOutcome.Refuse : McpOutcome.RefuseServer,
            Bytes = Error(message.Id),
        };
    }

    /// <summary>The error answer to the request with this id; empty for null.</summary>
    public byte[] Error(ReadOnlySpan<byte> id) => McpErrors.Of(id, JsonRpcErrors.KillSwitchOrChain, killSwitch.Message);

    private McpDecision DecideBatch(ReadOnlySpan<byte> raw, McpDirection from)
    {
        var answers = new StringBuilder();
        var outcome = McpOutcome.Drop;
        foreach (var one in new JsonRpcBatch(raw))
        {
            if (JsonRpcMessage.TryRead(one, out _) != JsonRpcStatus.Message) continue;
            if (Decide(one, from) is not { IsStopped: true, Bytes.IsEmpty: false } decision) continue;
            answers.Append(answers.Length == 0 ? '[' : ',').Append(Encoding.UTF8.GetString(decision.Bytes.Span));
            outcome = decision.Outcome;
        }

        return new McpDecision
        {
            Outcome = outcome,
            Bytes = answers.Length == 0 ? default : Encoding.UTF8.GetBytes(answers.Append(']').ToString()),
        };
    }
}
