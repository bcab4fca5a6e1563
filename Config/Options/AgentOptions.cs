using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What differs for one agent; unset keys keep the base value.</summary>
[Summary("What differs for one agent; unset keys keep the base value.")]
public sealed record AgentOptions
{
    /// <summary>Addresses that only this agent connects to.</summary>
    [Summary("Addresses that only this agent connects to.")]
    [RestartOnly]
    public ImmutableArray<string> Listeners { get; init; } = [];

    /// <summary>Client ranges (CIDR) that are this agent.</summary>
    [Summary("Client ranges (CIDR) that are this agent.")]
    public ImmutableArray<string> SourceCidrs { get; init; } = [];

    /// <summary>Replaces mode.</summary>
    [Summary("Replaces mode.")]
    public Mode? Mode { get; init; }

    /// <summary>Replaces enforce.</summary>
    [Summary("Replaces enforce.")]
    public bool? Enforce { get; init; }

    /// <summary>Replaces api_allowlist.</summary>
    [Summary("Replaces api_allowlist.")]
    public ImmutableArray<string>? ApiAllowlist { get; init; }

    /// <summary>Replaces trusted_domains.</summary>
    [Summary("Replaces trusted_domains.")]
    public ImmutableArray<string>? TrustedDomains { get; init; }

    /// <summary>Adds to address_protection.allowed_addresses.</summary>
    [Summary("Adds to address_protection.allowed_addresses.")]
    public ImmutableArray<string> AllowedAddresses { get; init; } = [];

    /// <summary>Changes to secret detection.</summary>
    [Summary("Changes to secret detection.")]
    public AgentDlpOptions Dlp { get; init; } = new();

    /// <summary>Limits that replace the base ones where not 0.</summary>
    [Summary("Limits that replace the base ones where not 0.")]
    public AgentRateLimitOptions RateLimit { get; init; } = new();

    /// <summary>Changes to session profiling.</summary>
    [Summary("Changes to session profiling.")]
    public AgentSessionProfilingOptions SessionProfiling { get; init; } = new();

    /// <summary>Replaces the whole section.</summary>
    [Summary("Replaces the whole section.")]
    public McpToolPolicyOptions? McpToolPolicy { get; init; }

    /// <summary>Replaces the whole section.</summary>
    [Summary("Replaces the whole section.")]
    public SandboxOptions? Sandbox { get; init; }

    /// <summary>What the agent may spend.</summary>
    [Summary("What the agent may spend.")]
    public AgentBudgetOptions Budget { get; init; } = new();
}
