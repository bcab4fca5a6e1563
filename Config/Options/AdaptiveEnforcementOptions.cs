using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Stricter treatment of sessions that keep being found out.</summary>
[Summary("Stricter treatment of sessions that keep being found out.")]
public sealed record AdaptiveEnforcementOptions
{
    /// <summary>Escalates; needs session_profiling.</summary>
    [Summary("Escalates; needs session_profiling.")]
    public bool Enabled { get; init; }

    /// <summary>Points that raise a session by one level.</summary>
    [Summary("Points that raise a session by one level.")]
    [Bounds(0)]
    public double EscalationThreshold { get; init; } = 5;

    /// <summary>Points that a clean request takes off.</summary>
    [Summary("Points that a clean request takes off.")]
    [Bounds(0)]
    public double DecayPerCleanRequest { get; init; } = 0.5;

    /// <summary>Hosts whose findings score no points.</summary>
    [Summary("Hosts whose findings score no points.")]
    public ImmutableArray<string> ExemptDomains { get; init; } = [];

    /// <summary>What each level does.</summary>
    [Summary("What each level does.")]
    public AdaptiveLevelsOptions Levels { get; init; } = new();
}
