using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Verifies signatures on MCP tools.</summary>
[Summary("Verifies signatures on MCP tools.")]
public sealed record McpToolProvenanceOptions
{
    /// <summary>Verifies.</summary>
    [Summary("Verifies.")]
    public bool Enabled { get; init; }

    /// <summary>What an unsigned tool does; unset = the mode decides.</summary>
    [Summary("What an unsigned tool does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Which proof is accepted.</summary>
    [Summary("Which proof is accepted.")]
    public ProvenanceMode Mode { get; init; }

    /// <summary>Ed25519 public keys, 64 hexadecimal digits each.</summary>
    [Summary("Ed25519 public keys, 64 hexadecimal digits each.")]
    public ImmutableArray<string> TrustedKeys { get; init; } = [];

    /// <summary>Accepted certificate issuers.</summary>
    [Summary("Accepted certificate issuers.")]
    public ImmutableArray<string> TrustedIssuers { get; init; } = [];

    /// <summary>Accepted certificate subjects.</summary>
    [Summary("Accepted certificate subjects.")]
    public ImmutableArray<string> TrustedSubjects { get; init; } = [];

    /// <summary>Never asks a transparency log.</summary>
    [Summary("Never asks a transparency log.")]
    public bool OfflineOnly { get; init; } = true;
}
