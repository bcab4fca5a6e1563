using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Quarantine of sessions.</summary>
[Summary("Quarantine of sessions.")]
public sealed record AirlockOptions
{
    /// <summary>Quarantines; needs session_profiling.</summary>
    [Summary("Quarantines; needs session_profiling.")]
    public bool Enabled { get; init; }

    /// <summary>What closes the airlock.</summary>
    [Summary("What closes the airlock.")]
    public AirlockTriggersOptions Triggers { get; init; } = new();

    /// <summary>When it opens again.</summary>
    [Summary("When it opens again.")]
    public AirlockTimersOptions Timers { get; init; } = new();

    /// <summary>Which tools a session keeps.</summary>
    [Summary("Which tools a session keeps.")]
    public AirlockToolFreezeOptions ToolFreeze { get; init; } = new();
}
