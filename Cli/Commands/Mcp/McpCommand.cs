using System.CommandLine;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary><c>mcp</c>: everything about the Model Context Protocol.</summary>
internal static class McpCommand
{
    public static Command Create() => new("mcp", "Protect MCP traffic.")
    {
        McpProxyCommand.Create(),
        McpScanCommand.Create(),
        McpToolsCommand.Create(),
        McpWrapCommand.CreateWrap(),
        McpWrapCommand.CreateUnwrap(),
    };
}
