using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a finding does to traffic where a section does not say so itself.</summary>
public enum Mode : byte
{
    /// <summary>
    /// Every finding blocks; <c>api_allowlist</c>, where it is not empty, is all that can be reached.
    /// </summary>
    [Summary("Every finding blocks; api_allowlist, where it is not empty, is all that can be reached.")]
    Strict,

    /// <summary>Low severity is logged, medium and above blocks.</summary>
    [Summary("Low severity is logged, medium and above blocks.")]
    Balanced,

    /// <summary>Everything is logged and nothing is blocked, whatever a section says.</summary>
    [Summary("Everything is logged and nothing is blocked, whatever a section says.")]
    Audit,
}
