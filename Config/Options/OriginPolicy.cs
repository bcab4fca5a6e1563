using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a WebSocket upstream is told as Origin.</summary>
public enum OriginPolicy : byte
{
    /// <summary>The upstream's own origin.</summary>
    [Summary("The upstream's own origin.")]
    Rewrite,

    /// <summary>What the client sent.</summary>
    [Summary("What the client sent.")]
    Forward,

    /// <summary>Nothing.</summary>
    [Summary("Nothing.")]
    Strip,
}
