using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How bad a sequence of tool calls is.</summary>
public enum ChainSeverity : byte
{
    /// <summary>Unusual.</summary>
    [Summary("Unusual.")]
    Medium,

    /// <summary>Rarely legitimate.</summary>
    [Summary("Rarely legitimate.")]
    High,

    /// <summary>An attack's shape.</summary>
    [Summary("An attack's shape.")]
    Critical,
}
