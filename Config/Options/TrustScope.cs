using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a trust override applies to.</summary>
public enum TrustScope : byte
{
    /// <summary>One action, wherever its input came from.</summary>
    [Summary("One action, wherever its input came from.")]
    Action,

    /// <summary>One source, whatever is done with it.</summary>
    [Summary("One source, whatever is done with it.")]
    Source,
}
