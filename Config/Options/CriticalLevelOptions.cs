using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What the third level of escalation does.</summary>
[Summary("What the third level of escalation does.")]
public sealed record CriticalLevelOptions
{
    /// <summary>What warnings become; an empty text leaves them.</summary>
    [Summary("What warnings become; an empty text leaves them.")]
    public EscalatedAction UpgradeWarn { get; init; } = EscalatedAction.Block;

    /// <summary>What questions become; an empty text leaves them.</summary>
    [Summary("What questions become; an empty text leaves them.")]
    public EscalatedAction UpgradeAsk { get; init; } = EscalatedAction.Block;

    /// <summary>Refuses everything.</summary>
    [Summary("Refuses everything.")]
    public bool BlockAll { get; init; } = true;
}
