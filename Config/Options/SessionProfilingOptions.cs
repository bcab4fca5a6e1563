using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What one session may look like.</summary>
[Summary("What one session may look like.")]
public sealed record SessionProfilingOptions
{
    /// <summary>Keeps profiles.</summary>
    [Summary("Keeps profiles.")]
    public bool Enabled { get; init; }

    /// <summary>What an anomaly does.</summary>
    [Summary("What an anomaly does.")]
    public BlockAction AnomalyAction { get; init; }

    /// <summary>New domains per window that are an anomaly.</summary>
    [Summary("New domains per window that are an anomaly.")]
    [Bounds(0)]
    public int DomainBurst { get; init; } = 5;

    /// <summary>Length of the window, in minutes.</summary>
    [Summary("Length of the window, in minutes.")]
    [Bounds(0)]
    public int WindowMinutes { get; init; } = 5;

    /// <summary>Volume, relative to the usual, that is an anomaly.</summary>
    [Summary("Volume, relative to the usual, that is an anomaly.")]
    [Bounds(0)]
    public double VolumeSpikeRatio { get; init; } = 3;

    /// <summary>Sessions remembered.</summary>
    [Summary("Sessions remembered.")]
    [Bounds(1)]
    public int MaxSessions { get; init; } = 1000;

    /// <summary>Forgets a session idle for so many minutes.</summary>
    [Summary("Forgets a session idle for so many minutes.")]
    [Bounds(1)]
    public int SessionTtlMinutes { get; init; } = 30;

    /// <summary>Seconds between two clean-ups.</summary>
    [Summary("Seconds between two clean-ups.")]
    [Bounds(1)]
    public int CleanupIntervalSeconds { get; init; } = 60;
}
