using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Name resolution.</summary>
[Summary("Name resolution.")]
public sealed record DnsOptions
{
    /// <summary>Longest wait for an answer, in seconds.</summary>
    [Summary("Longest wait for an answer, in seconds.")]
    [Bounds(1, 60)]
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>How long an answer is reused, in seconds; 0 = never.</summary>
    [Summary("How long an answer is reused, in seconds; 0 = never.")]
    [Bounds(0, 86400)]
    public int CacheSeconds { get; init; } = 30;

    /// <summary>Names remembered at most.</summary>
    [Summary("Names remembered at most.")]
    [Bounds(0, 1048576)]
    public int CacheEntries { get; init; } = 4096;
}
