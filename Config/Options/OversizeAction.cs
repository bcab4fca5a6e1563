using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What happens to a page too large to be cleaned.</summary>
public enum OversizeAction : byte
{
    /// <summary>It is refused.</summary>
    [Summary("It is refused.")]
    Block,

    /// <summary>Only its beginning is cleaned.</summary>
    [Summary("Only its beginning is cleaned.")]
    ScanHead,

    /// <summary>It passes uncleaned and is logged.</summary>
    [Summary("It passes uncleaned and is logged.")]
    Warn,
}
