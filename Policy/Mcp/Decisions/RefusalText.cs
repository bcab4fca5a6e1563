using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>The code and the sentence of a refusal, by the layer that decided.</summary>
internal static class RefusalText
{
    /// <summary>Of what a client sent.</summary>
    public static (int Code, string Message) OfRequest(Finding cause) => cause.Layer switch
    {
        ScanLayer.McpPolicy => (JsonRpcErrors.Policy, "pipelock: request blocked by tool call policy"),
        ScanLayer.McpChain => (JsonRpcErrors.KillSwitchOrChain, cause.Reason),
        ScanLayer.CrossRequest or ScanLayer.CrossRequestEntropy =>
            (JsonRpcErrors.CrossRequest, $"pipelock: {cause.Reason}"),
        ScanLayer.McpBudget or ScanLayer.McpMessage => (JsonRpcErrors.InvalidRequest, $"pipelock: {cause.Reason}"),
        ScanLayer.McpBinding or ScanLayer.McpDrift => (JsonRpcErrors.Content, $"pipelock: {cause.Reason}"),
        _ => (JsonRpcErrors.Content, "pipelock: request blocked by MCP input scanning"),
    };

    /// <summary>Of what a server sent.</summary>
    public static (int Code, string Message) OfAnswer(Finding cause) => cause.Layer switch
    {
        ScanLayer.McpMedia => (JsonRpcErrors.Policy, $"pipelock: media policy blocked MCP response: {cause.Reason}"),
        ScanLayer.McpTool => (JsonRpcErrors.Blocked, "pipelock: tool poisoning detected in tools/list"),
        ScanLayer.McpDrift => (JsonRpcErrors.Blocked, "pipelock: tool definition changed in tools/list"),
        ScanLayer.McpBinding => (JsonRpcErrors.Blocked, "pipelock: unsolicited response ID (confused deputy)"),
        ScanLayer.McpMessage => (JsonRpcErrors.Blocked, $"pipelock: {cause.Reason}"),
        _ => (JsonRpcErrors.Blocked, "pipelock: prompt injection detected in MCP response"),
    };
}
