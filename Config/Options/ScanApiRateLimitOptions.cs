using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How often callers of the scan API may ask.</summary>
[Summary("How often callers of the scan API may ask.")]
public sealed record ScanApiRateLimitOptions
{
    /// <summary>Sustained requests per minute.</summary>
    [Summary("Sustained requests per minute.")]
    [Bounds(1)]
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests that may come at once.</summary>
    [Summary("Requests that may come at once.")]
    [Bounds(1)]
    public int Burst { get; init; } = 50;
}
