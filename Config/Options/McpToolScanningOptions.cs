using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Scanning of MCP tool descriptions.</summary>
[Summary("Scanning of MCP tool descriptions.")]
public sealed record McpToolScanningOptions
{
    /// <summary>Scans.</summary>
    [Summary("Scans.")]
    public bool Enabled { get; init; }

    /// <summary>What a poisoned description does; unset = the mode decides.</summary>
    [Summary("What a poisoned description does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Reports descriptions that change within a session.</summary>
    [Summary("Reports descriptions that change within a session.")]
    public bool DetectDrift { get; init; }

    /// <summary>File with the definitions accepted by <c>mcp tools accept</c>; empty = mcp-tools.json in the state
    /// directory.</summary>
    [Summary("File with the definitions accepted by mcp tools accept; empty = mcp-tools.json in the state directory.")]
    public string StateFile { get; init; } = "";
}
