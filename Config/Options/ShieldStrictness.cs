using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How much of a page is cleaned.</summary>
public enum ShieldStrictness : byte
{
    /// <summary>Extension probes only.</summary>
    [Summary("Extension probes only.")]
    Minimal,

    /// <summary>Also hidden traps and trackers.</summary>
    [Summary("Also hidden traps and trackers.")]
    Standard,

    /// <summary>Also everything that fingerprints.</summary>
    [Summary("Also everything that fingerprints.")]
    Aggressive,
}
