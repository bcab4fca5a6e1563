using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Limits of one agent.</summary>
[Summary("Limits of one agent.")]
public sealed record AgentRateLimitOptions
{
    /// <summary>Requests per minute to one registrable domain; 0 = base value.</summary>
    [Summary("Requests per minute to one registrable domain; 0 = base value.")]
    [Bounds(0)]
    public int MaxRequestsPerMinute { get; init; }

    /// <summary>Bytes per minute exchanged with one registrable domain; 0 = base value.</summary>
    [Summary("Bytes per minute exchanged with one registrable domain; 0 = base value.")]
    [Bounds(0)]
    public long MaxDataPerMinute { get; init; }
}
