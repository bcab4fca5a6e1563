using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Comparison with learned behaviour.</summary>
[Summary("Comparison with learned behaviour.")]
public sealed record BehavioralBaselineOptions
{
    /// <summary>Learns and compares.</summary>
    [Summary("Learns and compares.")]
    public bool Enabled { get; init; }

    /// <summary>Directory of the learned profiles; needed when enabled.</summary>
    [Summary("Directory of the learned profiles; needed when enabled.")]
    public string ProfileDir { get; init; } = "";

    /// <summary>Sessions that are learned from.</summary>
    [Summary("Sessions that are learned from.")]
    [Bounds(1)]
    public int LearningWindow { get; init; } = 10;

    /// <summary>What a deviation does.</summary>
    [Summary("What a deviation does.")]
    public DeviationAction DeviationAction { get; init; }

    /// <summary>Takes a learned profile into effect without approval.</summary>
    [Summary("Takes a learned profile into effect without approval.")]
    public bool AutoRatify { get; init; }

    /// <summary>Standard deviations that count as a deviation.</summary>
    [Summary("Standard deviations that count as a deviation.")]
    [Bounds(0)]
    public double SensitivitySigma { get; init; } = 2;

    /// <summary>Measures that never change after learning.</summary>
    [Summary("Measures that never change after learning.")]
    public ImmutableArray<string> LockDimensions { get; init; } = [];

    /// <summary>Leaves outliers out of what is learned.</summary>
    [Summary("Leaves outliers out of what is learned.")]
    public bool PoisonResistance { get; init; } = true;

    /// <summary>Whether behaviour is learned per time of day.</summary>
    [Summary("Whether behaviour is learned per time of day.")]
    public SeasonalityMode SeasonalityMode { get; init; }
}
