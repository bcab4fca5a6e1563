using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>Holds the calls of a session to the tools it was shown. Immutable; the caller holds the session's
/// lock.</summary>
internal sealed class SessionBinding(McpSessionBindingOptions options, bool flagsChanges)
{
    private static readonly Finding s_unnamed = Of(
        "missing_tool_name", "the call names no tool", BlockAction.Block, "none");

    /// <summary>What is wrong with calling a tool; null when nothing is.</summary>
    public Finding? Check(ReadOnlySpan<byte> tool, UInt128 key, McpSession session)
    {
        if (flagsChanges && session.Server.Baseline.IsFlagged(key))
        {
            return new Finding(
                ScanLayer.McpDrift, "tool-drift", "Tool Drift", Severity.High,
                "the definition of the tool has changed and was not accepted")
            {
                Where = "tools/call",
            };
        }

        if (!options.Enabled)
            return null;
        if (tool.IsEmpty)
            return s_unnamed;
        if (!session.Tools.HasBaseline)
        {
            return Of("no_baseline", "the server's tools were not listed yet", options.NoBaselineAction,
                "mcp_session_binding.no_baseline_action: warn");
        }

        return session.Tools.Contains(key) ? null : Of("unknown_tool", "the server never listed the tool",
            options.UnknownToolAction, "mcp_session_binding.unknown_tool_action: warn");
    }

    private static Finding Of(string reason, string sentence, BlockAction action, string advice) =>
        new(ScanLayer.McpBinding, $"session_binding:{reason}", "Session Binding", Severity.High, sentence)
        {
            Where = advice,
            WarnOnly = action == BlockAction.Warn,
        };
}
