using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Puts the pieces of a session's requests together again.</summary>
[Summary("Puts the pieces of a session's requests together again.")]
public sealed record FragmentReassemblyOptions
{
    /// <summary>Reassembles.</summary>
    [Summary("Reassembles.")]
    public bool Enabled { get; init; }

    /// <summary>Bytes kept per session.</summary>
    [Summary("Bytes kept per session.")]
    [Bounds(0)]
    public int MaxBufferBytes { get; init; } = 65_536;

    /// <summary>How long a piece is kept, in minutes.</summary>
    [Summary("How long a piece is kept, in minutes.")]
    [Bounds(0)]
    public int WindowMinutes { get; init; } = 5;
}
