using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a departure from the learned behaviour does.</summary>
public enum DeviationAction : byte
{
    /// <summary>It is logged.</summary>
    [Summary("It is logged.")]
    Warn,

    /// <summary>The operator is asked at the terminal.</summary>
    [Summary("The operator is asked at the terminal.")]
    Ask,

    /// <summary>The session is refused.</summary>
    [Summary("The session is refused.")]
    Block,
}
