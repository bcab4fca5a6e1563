using System.Buffers;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Makes decisions about messages that do not go on. Cold: written for clarity.</summary>
internal static class Refusals
{
    /// <summary>A new identifier of an exchange, for the log and for the error.</summary>
    public static string NewRequestId() => $"mcp-{Guid.CreateVersion7():n}";

    /// <summary>Stops a message.</summary>
    /// <param name="outcome">Who is told.</param>
    /// <param name="id">The id of the request, as written; empty when there is none.</param>
    /// <param name="text">The code and the sentence.</param>
    /// <param name="decision">Why.</param>
    public static McpDecision Of(
        McpOutcome outcome, ReadOnlySpan<byte> id, (int Code, string Message) text, Decision decision)
    {
        var requestId = NewRequestId();
        return new McpDecision
        {
            Outcome = outcome,
            Decision = decision,
            RequestId = requestId,
            Bytes = outcome == McpOutcome.Drop ? default : Error(id, text, decision, requestId),
        };
    }

    /// <summary>A message that goes on although something was found.</summary>
    public static McpDecision Warning(Decision decision) =>
        new() { Outcome = McpOutcome.Forward, Decision = decision, RequestId = NewRequestId() };

    private static byte[] Error(
        ReadOnlySpan<byte> id, (int Code, string Message) text, Decision decision, string requestId)
    {
        var output = new ArrayBufferWriter<byte>();
        var cause = decision.Cause;
        var data = new JsonRpcErrorData(
            cause?.RuleId ?? "", cause is null ? "" : cause.Layer.Label(), requestId, decision.HowToAllow,
            cause?.Severity.ToString().ToLowerInvariant() ?? "");
        JsonRpcErrorWriter.Write(output, id, text.Code, text.Message, data);
        return output.WrittenSpan.ToArray();
    }
}
