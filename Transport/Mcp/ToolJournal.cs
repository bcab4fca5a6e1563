using System.Security.Cryptography;
using System.Text;
using Pipelock.Evidence;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;

namespace Pipelock.Transport.Mcp;

/// <summary>Says to log and metrics what tools were called that should not have been. Thread-safe.</summary>
internal sealed class ToolJournal(EvidenceLog? log, ProxyMetrics metrics)
{
    private const string Untold = "[redacted]";

    /// <summary>The lines that a decision about a call has beside its own.</summary>
    public void Decided(in McpDecision decision, in JsonRpcMessage message, string session)
    {
        foreach (var finding in decision.Decision.Findings.Items)
        {
            var action = decision.IsStopped && !finding.WarnOnly ? "block" : "warn";
            if (finding.Layer == ScanLayer.McpChain)
            {
                var severity = (finding.OwnSeverity ?? finding.Severity).ToString().ToLowerInvariant();
                metrics.Mcp.ChainDetected(finding.RuleId, severity, action);
                log?.Mcp.ChainDetected(finding.RuleId, severity, action, Tool(decision, message), session);
            }
            else if (finding is { Layer: ScanLayer.McpBinding, RuleId: "session_binding:unknown_tool" })
            {
                log?.Mcp.UnknownTool(Tool(decision, message), action);
            }
        }
    }

    /// <summary>The line of a call that a program of the operator was to answer.</summary>
    /// <param name="decision">Names the program.</param>
    /// <param name="raw">The call.</param>
    /// <param name="answer">What the client is told.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="session">Key of the session.</param>
    public void Redirected(
        in McpDecision decision, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> answer, TimeSpan elapsed, string session)
    {
        if (log is null) return;
        JsonRpcMessage.TryRead(raw, out var call);
        var isAnswered = JsonRpcMessage.TryRead(answer, out var told) == JsonRpcStatus.Message
            && told.Kind == JsonRpcKind.Response;
        log.Mcp.Redirected(new ToolRedirect(
            Tool(decision, call), Digest(call.Arguments), decision.RedirectName, decision.Redirect?.Reason ?? "",
            decision.Decision.Cause?.RuleName ?? "", isAnswered, elapsed, session));
    }

    private static string Digest(ReadOnlySpan<byte> arguments) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(arguments).AsSpan(0, 8))} len={arguments.Length}";

    /// <summary>The tool's name, unless something was found in the message: it may be in the name.</summary>
    private static string Tool(in McpDecision decision, in JsonRpcMessage message)
    {
        const int Longest = 128;
        foreach (var finding in decision.Decision.Findings.Items)
        {
            if (finding.Layer is not (ScanLayer.McpPolicy or ScanLayer.McpChain or ScanLayer.McpBinding
                or ScanLayer.McpDrift or ScanLayer.McpBudget)) return Untold;
        }

        return Encoding.UTF8.GetString(message.ToolName[..Math.Min(message.ToolName.Length, Longest)]);
    }
}
