using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Agents;

/// <summary>Lays the profile of one agent over the base configuration.</summary>
internal static class AgentOverlay
{
    /// <summary>The options in force for the agent.</summary>
    public static PipelockOptions Apply(PipelockOptions options, AgentOptions agent)
    {
        var limits = options.FetchProxy.Monitoring;
        var profiling = options.SessionProfiling;
        return options with
        {
            Mode = agent.Mode ?? options.Mode,
            Enforce = agent.Enforce ?? options.Enforce,
            ApiAllowlist = agent.ApiAllowlist ?? options.ApiAllowlist,
            TrustedDomains = agent.TrustedDomains ?? options.TrustedDomains,
            McpToolPolicy = agent.McpToolPolicy ?? options.McpToolPolicy,
            Sandbox = agent.Sandbox ?? options.Sandbox,
            AddressProtection = options.AddressProtection with
            {
                AllowedAddresses = [.. options.AddressProtection.AllowedAddresses, .. agent.AllowedAddresses],
            },
            Dlp = options.Dlp with
            {
                IncludeDefaults = agent.Dlp.IncludeDefaults ?? options.Dlp.IncludeDefaults,
                Patterns = Patterns(options.Dlp.Patterns, agent.Dlp),
            },
            FetchProxy = options.FetchProxy with
            {
                Monitoring = limits with
                {
                    MaxRequestsPerMinute = Or(agent.RateLimit.MaxRequestsPerMinute, limits.MaxRequestsPerMinute),
                    MaxDataPerMinute = agent.RateLimit.MaxDataPerMinute > 0
                        ? agent.RateLimit.MaxDataPerMinute : limits.MaxDataPerMinute,
                },
            },
            SessionProfiling = profiling with
            {
                DomainBurst = Or(agent.SessionProfiling.DomainBurst, profiling.DomainBurst),
                AnomalyAction = agent.SessionProfiling.AnomalyAction ?? profiling.AnomalyAction,
                VolumeSpikeRatio = agent.SessionProfiling.VolumeSpikeRatio > 0
                    ? agent.SessionProfiling.VolumeSpikeRatio : profiling.VolumeSpikeRatio,
            },
        };
    }

    /// <summary>Whether the profile needs scanners of its own; most change only verdicts and limits.</summary>
    public static bool ChangesScanners(PipelockOptions options, AgentOptions agent) =>
        (agent.Mode is { } mode && (mode == Mode.Strict) != (options.Mode == Mode.Strict))
        || agent.ApiAllowlist is not null || agent.TrustedDomains is not null
        || (options.AddressProtection.Enabled && !agent.AllowedAddresses.IsDefaultOrEmpty)
        || agent.Dlp.IncludeDefaults is not null || !agent.Dlp.Patterns.IsDefaultOrEmpty;

    private static int Or(int own, int otherwise) => own > 0 ? own : otherwise;

    /// <summary>Added by name: one of the same name replaces the base's. Without the defaults, the base's go
    /// too.</summary>
    private static ImmutableArray<DlpPatternOptions> Patterns(
        ImmutableArray<DlpPatternOptions> all, AgentDlpOptions agent)
    {
        if (agent.IncludeDefaults == false) return agent.Patterns;
        var names = agent.Patterns.Select(pattern => pattern.Name).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(pattern => !names.Contains(pattern.Name)), .. agent.Patterns];
    }
}
