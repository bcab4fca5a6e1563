using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What each level of escalation does; no level may be milder than the one below it.</summary>
[Summary("What each level of escalation does; no level may be milder than the one below it.")]
public sealed record AdaptiveLevelsOptions
{
    /// <summary>First level.</summary>
    [Summary("First level.")]
    public ElevatedLevelOptions Elevated { get; init; } = new();

    /// <summary>Second level.</summary>
    [Summary("Second level.")]
    public HighLevelOptions High { get; init; } = new();

    /// <summary>Third level.</summary>
    [Summary("Third level.")]
    public CriticalLevelOptions Critical { get; init; } = new();
}
