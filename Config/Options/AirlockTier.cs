using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How far a session is cut off.</summary>
public enum AirlockTier : byte
{
    /// <summary>Not at all.</summary>
    [Summary("Not at all.")]
    None,

    /// <summary>Watched.</summary>
    [Summary("Watched.")]
    Soft,

    /// <summary>Reads only.</summary>
    [Summary("Reads only.")]
    Hard,

    /// <summary>Everything is refused and open connections are closed.</summary>
    [Summary("Everything is refused and open connections are closed.")]
    Drain,
}
