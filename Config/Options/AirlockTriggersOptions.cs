using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What closes the airlock; no level may lead to a milder tier than the one below it.</summary>
[Summary("What closes the airlock; no level may lead to a milder tier than the one below it.")]
public sealed record AirlockTriggersOptions
{
    /// <summary>Tier at the first level of escalation.</summary>
    [Summary("Tier at the first level of escalation.")]
    public AirlockTier OnElevated { get; init; }

    /// <summary>Tier at the second.</summary>
    [Summary("Tier at the second.")]
    public AirlockTier OnHigh { get; init; } = AirlockTier.Soft;

    /// <summary>Tier at the third.</summary>
    [Summary("Tier at the third.")]
    public AirlockTier OnCritical { get; init; } = AirlockTier.Hard;

    /// <summary>Severity of a single finding that closes it; unset = none.</summary>
    [Summary("Severity of a single finding that closes it; unset = none.")]
    public AirlockSeverity? OnSeverity { get; init; }

    /// <summary>Anomalies per window that close it; 0 = never.</summary>
    [Summary("Anomalies per window that close it; 0 = never.")]
    [Bounds(0)]
    public int AnomalyCount { get; init; }

    /// <summary>Length of that window, in minutes.</summary>
    [Summary("Length of that window, in minutes.")]
    [Bounds(0)]
    public int AnomalyWindowMinutes { get; init; } = 5;
}
