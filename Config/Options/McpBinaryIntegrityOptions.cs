using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Checks an MCP server's program against a manifest before it starts.</summary>
[Summary("Checks an MCP server's program against a manifest before it starts.")]
public sealed record McpBinaryIntegrityOptions
{
    /// <summary>Checks.</summary>
    [Summary("Checks.")]
    public bool Enabled { get; init; }

    /// <summary>The manifest: path to SHA-256.</summary>
    [Summary("The manifest: path to SHA-256.")]
    public string ManifestPath { get; init; } = "";

    /// <summary>What a mismatch does; unset = the mode decides.</summary>
    [Summary("What a mismatch does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }
}
