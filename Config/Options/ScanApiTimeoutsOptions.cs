using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Deadlines of the scan API.</summary>
[Summary("Deadlines of the scan API.")]
public sealed record ScanApiTimeoutsOptions
{
    /// <summary>Longest time to read a request.</summary>
    [Summary("Longest time to read a request.")]
    public TimeSpan Read { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest time to write an answer.</summary>
    [Summary("Longest time to write an answer.")]
    public TimeSpan Write { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest scan.</summary>
    [Summary("Longest scan.")]
    public TimeSpan Scan { get; init; } = TimeSpan.FromSeconds(5);
}
