using Pipelock.Policy;

namespace Pipelock.Transport.Upstream;

/// <summary>What came of an attempt to get a connection to an origin.</summary>
public readonly record struct DialResult
{
    /// <summary>How it ended.</summary>
    public required DialStatus Status { get; init; }

    /// <summary>The connection; not null exactly when <see cref="Status"/> is Connected.</summary>
    public UpstreamConnection? Connection { get; init; }

    /// <summary>What the policy said about the addresses; a warning may stand beside a connection.</summary>
    public Decision Decision { get; init; }

    /// <summary>Why the origin is not trusted, in a sentence; null unless <see cref="Status"/> is Untrusted.</summary>
    public string? Fault { get; init; }
}
