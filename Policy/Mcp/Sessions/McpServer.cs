using Pipelock.Policy.Mcp.Tools;

namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>What is remembered of one MCP server for as long as the process lives, whatever sessions come and
/// go.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="name">
/// What identifies it between starts: its URL, or the command line that starts it. Accepted tools are kept under it.
/// </param>
public sealed class McpServer(string name)
{
    /// <summary>What identifies the server between starts.</summary>
    public string Name { get; } = name;

    /// <summary>The definitions of its tools that count as the good ones.</summary>
    internal ToolBaseline Baseline { get; } = new();
}
