using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What happens to a message that cannot be parsed.</summary>
public enum ParseErrorAction : byte
{
    /// <summary>It is refused.</summary>
    [Summary("It is refused.")]
    Block,

    /// <summary>It is scanned as raw text and forwarded.</summary>
    [Summary("It is scanned as raw text and forwarded.")]
    Forward,
}
