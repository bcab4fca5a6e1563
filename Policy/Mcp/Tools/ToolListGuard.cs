using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Scanners;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>Reads what a server lists: poisoned definitions, changed ones, and ones that came later.</summary>
/// <remarks>Immutable and thread-safe. A list is read rarely, so it is written for clarity.</remarks>
internal sealed class ToolListGuard(PipelockOptions options, AcceptedTools accepted)
{
    /// <summary>Compares a list with what is known, and remembers it.</summary>
    /// <param name="list">The tools of one page.</param>
    /// <param name="isFirstPage">It does not continue another page.</param>
    /// <param name="isLastPage">No page follows.</param>
    /// <param name="session">The session that sees it.</param>
    /// <returns>Everything that is wrong.</returns>
    public Findings Read(ToolInventory list, bool isFirstPage, bool isLastPage, McpSession session)
    {
        List<Finding> found = [];
        if (options.McpToolScanning.Enabled)
            found.AddRange(list.Findings.Items);
        foreach (var tool in list.Tools)
        {
            var key = MessageKey.Of(Encoding.UTF8.GetBytes(tool.Name));
            if (options.McpToolScanning is { Enabled: true, DetectDrift: true }
                && Drift(tool, key, session) is { } drift)
                found.Add(drift);
            if (Bind(tool, key, session) is { } late)
                found.Add(late);
        }

        lock (session.Gate)
        {
            session.Tools.NoteList();
            session.Tools.IsComplete |= isLastPage;
            if (isFirstPage)
                session.Tools.ChangeAnnounced = false;
        }

        return new Findings(found);
    }

    private Finding? Drift(ListedTool tool, UInt128 key, McpSession session)
    {
        var server = session.Server;
        var change = server.Baseline.Compare(
            key, new ToolDefinition(tool.DefinitionHash, tool.Description, tool.Parameters),
            accepted.Find(server.Name, tool.Name));
        if (change is null)
            return null;
        accepted.Report(server.Name, tool.Name, tool.DefinitionHash);
        return new Finding(
            ScanLayer.McpDrift, "tool-drift", "Tool Drift", Severity.High, $"tool definition changed: {change.Detail}")
        {
            Where = $"tool \"{tool.Name}\"",
        };
    }

    /// <summary>Tools added behind the first list are let in or kept out as calls of unknown tools are.</summary>
    private Finding? Bind(ListedTool tool, UInt128 key, McpSession session)
    {
        lock (session.Gate)
        {
            var isLate = session.Tools.IsComplete && !session.Tools.Contains(key);
            var isKeptOut = isLate
                && options.McpSessionBinding is { Enabled: true, UnknownToolAction: BlockAction.Block }
                && accepted.Find(session.Server.Name, tool.Name) != tool.DefinitionHash;
            if (!isKeptOut)
                session.Tools.Add(key);
            else
                accepted.Report(session.Server.Name, tool.Name, tool.DefinitionHash);
            if (!isLate || !options.McpSessionBinding.Enabled)
                return null;
            var why = session.Tools.ChangeAnnounced
                ? "after the server announced a change" : "without any announcement";
            return new Finding(
                ScanLayer.McpBinding, "session_binding:added_tool", "Tool Added Later", Severity.Medium,
                $"a tool was added {why}")
            {
                Where = isKeptOut ? "mcp tools accept" : "mcp_session_binding.unknown_tool_action: warn",
                WarnOnly = true,
            };
        }
    }
}
