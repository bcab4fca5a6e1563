using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Holds an MCP session to the tools it was shown first.</summary>
[Summary("Holds an MCP session to the tools it was shown first.")]
public sealed record McpSessionBindingOptions
{
    /// <summary>Holds; needs mcp_tool_scanning.</summary>
    [Summary("Holds; needs mcp_tool_scanning.")]
    public bool Enabled { get; init; }

    /// <summary>What a call to a tool that was never listed does.</summary>
    [Summary("What a call to a tool that was never listed does.")]
    public BlockAction UnknownToolAction { get; init; }

    /// <summary>What a call before any listing does.</summary>
    [Summary("What a call before any listing does.")]
    public BlockAction NoBaselineAction { get; init; }
}
