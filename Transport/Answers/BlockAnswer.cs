using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pipelock.Policy;

namespace Pipelock.Transport.Answers;

/// <summary>
/// What a client is told when its request was refused by policy: enough to understand and to allow it.
/// </summary>
public static class BlockAnswer
{
    /// <summary>What the last event of a stopped stream says, as JSON.</summary>
    public static byte[] EventData(in Decision decision, string requestId)
    {
        var error = new JsonObject
        {
            ["type"] = "blocked",
            ["message"] = $"blocked: {decision.Reason}",
            ["layer"] = decision.Scanner,
            ["rule"] = decision.Cause!.RuleName,
            ["request_id"] = requestId,
            ["allow_with"] = decision.HowToAllow,
        };
        return Encoding.UTF8.GetBytes(new JsonObject { ["error"] = error }.ToJsonString());
    }

    /// <summary>Makes the answer to a blocked request.</summary>
    /// <param name="decision">The blocking decision; has a cause.</param>
    /// <param name="prefix">What the sentence begins with: <c>blocked: </c> or <c>CONNECT blocked: </c>.</param>
    /// <param name="requestId">The request's identifier, as the log has it.</param>
    /// <param name="explain">The operator wants hints in answers (<c>explain_blocks</c>).</param>
    public static Answer Of(in Decision decision, string prefix, string requestId, bool explain)
    {
        var cause = decision.Cause!;
        List<(string, string)> fields =
        [
            ("X-Pipelock-Block-Reason", decision.Reason),
            ("X-Pipelock-Block-Reason-Layer", decision.Scanner),
            ("X-Pipelock-Block-Reason-Severity", cause.Severity.ToString().ToLowerInvariant()),
            ("X-Pipelock-Block-Reason-Retry", decision.Retryable ? "later" : "never"),
            ("X-Pipelock-Block-Rule", cause.RuleName),
            ("X-Pipelock-Request-Id", requestId),
        ];
        if (decision.HowToAllow.Length > 0) fields.Add(("X-Pipelock-Block-Allow-With", decision.HowToAllow));
        if (explain && decision.Hint.Length > 0) fields.Add(("X-Pipelock-Hint", decision.Hint));
        if (decision.StatusCode == 429)
        {
            fields.Add(("Retry-After", decision.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
        }

        return new Answer { Status = decision.StatusCode, Body = $"{prefix}{decision.Reason}\n", Fields = fields };
    }
}
