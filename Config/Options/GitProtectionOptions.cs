using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Checks on git operations.</summary>
[Summary("Checks on git operations.")]
public sealed record GitProtectionOptions
{
    /// <summary>Checks.</summary>
    [Summary("Checks.")]
    public bool Enabled { get; init; }

    /// <summary>Branches (globs) that may be pushed.</summary>
    [Summary("Branches (globs) that may be pushed.")]
    public ImmutableArray<string> AllowedBranches { get; init; } = ["feature/*", "fix/*", "main", "master"];

    /// <summary>Git commands that are refused.</summary>
    [Summary("Git commands that are refused.")]
    public ImmutableArray<string> BlockedCommands { get; init; } = [];

    /// <summary>Scans what is pushed for secrets.</summary>
    [Summary("Scans what is pushed for secrets.")]
    public bool PrePushScan { get; init; } = true;
}
