using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Changes to session profiling for one agent.</summary>
[Summary("Changes to session profiling for one agent.")]
public sealed record AgentSessionProfilingOptions
{
    /// <summary>New domains per window that are an anomaly; 0 = base value.</summary>
    [Summary("New domains per window that are an anomaly; 0 = base value.")]
    [Bounds(0)]
    public int DomainBurst { get; init; }

    /// <summary>What an anomaly does; unset = base value.</summary>
    [Summary("What an anomaly does; unset = base value.")]
    public BlockAction? AnomalyAction { get; init; }

    /// <summary>Volume, relative to the usual, that is an anomaly; 0 = base value.</summary>
    [Summary("Volume, relative to the usual, that is an anomaly; 0 = base value.")]
    [Bounds(0)]
    public double VolumeSpikeRatio { get; init; }
}
