using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Whether behaviour is learned per time of day.</summary>
public enum SeasonalityMode : byte
{
    /// <summary>One profile.</summary>
    [Summary("One profile.")]
    None,

    /// <summary>One profile per task label.</summary>
    [Summary("One profile per task label.")]
    Labeled,

    /// <summary>One profile per time of day.</summary>
    [Summary("One profile per time of day.")]
    Time,
}
