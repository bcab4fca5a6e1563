using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Scanning of MCP messages from client to server.</summary>
[Summary("Scanning of MCP messages from client to server.")]
public sealed record McpInputScanningOptions
{
    /// <summary>Scans.</summary>
    [Summary("Scans.")]
    public bool Enabled { get; init; }

    /// <summary>What a finding does; unset = the mode decides.</summary>
    [Summary("What a finding does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>What happens to a message that cannot be parsed.</summary>
    [Summary("What happens to a message that cannot be parsed.")]
    public ParseErrorAction OnParseError { get; init; }
}
