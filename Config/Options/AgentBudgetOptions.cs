using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What one agent may spend; 0 = no limit.</summary>
[Summary("What one agent may spend; 0 = no limit.")]
public sealed record AgentBudgetOptions
{
    /// <summary>Requests.</summary>
    [Summary("Requests.")]
    [Bounds(0)]
    public int MaxRequestsPerSession { get; init; }

    /// <summary>Bytes.</summary>
    [Summary("Bytes.")]
    [Bounds(0)]
    public long MaxBytesPerSession { get; init; }

    /// <summary>Different domains.</summary>
    [Summary("Different domains.")]
    [Bounds(0)]
    public int MaxUniqueDomainsPerSession { get; init; }

    /// <summary>Minutes after which counting starts again; 0 = never.</summary>
    [Summary("Minutes after which counting starts again; 0 = never.")]
    [Bounds(0)]
    public int WindowMinutes { get; init; }

    /// <summary>Tool calls.</summary>
    [Summary("Tool calls.")]
    [Bounds(0)]
    public int MaxToolCallsPerSession { get; init; }

    /// <summary>Tool calls at once.</summary>
    [Summary("Tool calls at once.")]
    [Bounds(0)]
    public int MaxConcurrentToolCalls { get; init; }

    /// <summary>Minutes a session may last.</summary>
    [Summary("Minutes a session may last.")]
    [Bounds(0)]
    public int MaxWallClockMinutes { get; init; }

    /// <summary>Repetitions of one call.</summary>
    [Summary("Repetitions of one call.")]
    [Bounds(0)]
    public int MaxRetriesPerTool { get; init; }

    /// <summary>Repetitions to one endpoint.</summary>
    [Summary("Repetitions to one endpoint.")]
    [Bounds(0)]
    public int MaxRetriesPerEndpoint { get; init; }

    /// <summary>Calls looked back at for repetitions.</summary>
    [Summary("Calls looked back at for repetitions.")]
    [Bounds(0)]
    public int LoopDetectionWindow { get; init; }

    /// <summary>Endpoints per fan_out_window_seconds.</summary>
    [Summary("Endpoints per fan_out_window_seconds.")]
    [Bounds(0)]
    public int FanOutLimit { get; init; }

    /// <summary>Length of that window, in seconds.</summary>
    [Summary("Length of that window, in seconds.")]
    [Bounds(0)]
    public int FanOutWindowSeconds { get; init; }

    /// <summary>Weight of a domain's requests.</summary>
    [Summary("Weight of a domain's requests.")]
    public ImmutableDictionary<string, double> CostMultipliers { get; init; } =
        ImmutableDictionary<string, double>.Empty;

    /// <summary>What exceeding a budget does.</summary>
    [Summary("What exceeding a budget does.")]
    public BlockAction DowAction { get; init; } = BlockAction.Block;
}
