using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>When the airlock opens again, one tier at a time; 0 = never.</summary>
[Summary("When the airlock opens again, one tier at a time; 0 = never.")]
public sealed record AirlockTimersOptions
{
    /// <summary>Minutes in tier soft.</summary>
    [Summary("Minutes in tier soft.")]
    [Bounds(0)]
    public int SoftMinutes { get; init; } = 10;

    /// <summary>Minutes in tier hard.</summary>
    [Summary("Minutes in tier hard.")]
    [Bounds(0)]
    public int HardMinutes { get; init; } = 5;

    /// <summary>Minutes in tier drain.</summary>
    [Summary("Minutes in tier drain.")]
    [Bounds(0)]
    public int DrainMinutes { get; init; } = 2;

    /// <summary>Longest wait for running exchanges, in seconds.</summary>
    [Summary("Longest wait for running exchanges, in seconds.")]
    [Bounds(0)]
    public int DrainTimeoutSeconds { get; init; } = 30;
}
