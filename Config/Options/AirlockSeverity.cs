using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The severity of a single finding that closes the airlock.</summary>
public enum AirlockSeverity : byte
{
    /// <summary>High and critical.</summary>
    [Summary("High and critical.")]
    High,

    /// <summary>Critical only.</summary>
    [Summary("Critical only.")]
    Critical,
}
