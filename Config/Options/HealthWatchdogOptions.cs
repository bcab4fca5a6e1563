using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Self-checks behind /health.</summary>
[Summary("Self-checks behind /health.")]
public sealed record HealthWatchdogOptions
{
    /// <summary>Checks.</summary>
    [Summary("Checks.")]
    public bool Enabled { get; init; }

    /// <summary>Seconds between two checks.</summary>
    [Summary("Seconds between two checks.")]
    [Bounds(1, 3600)]
    public int IntervalSeconds { get; init; } = 10;

    /// <summary>Names each subsystem's state in the answer.</summary>
    [Summary("Names each subsystem's state in the answer.")]
    public bool ExposeSubsystems { get; init; }
}
