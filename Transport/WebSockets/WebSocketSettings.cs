using Pipelock.Policy;

namespace Pipelock.Transport.WebSockets;

/// <summary>What both directions of one connection share. Immutable.</summary>
internal sealed record WebSocketSettings
{
    /// <summary>Largest message.</summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>Binary messages pass.</summary>
    public required bool AllowsBinary { get; init; }

    /// <summary>Longest life, in milliseconds.</summary>
    public required long Lifetime { get; init; }

    /// <summary>Longest silence of both peers, in milliseconds.</summary>
    public required long Idle { get; init; }

    /// <summary>Whether the process is stopping.</summary>
    public required Func<bool> Draining { get; init; }

    /// <summary>Log and metrics of this connection.</summary>
    public required WebSocketJournal Journal { get; init; }

    /// <summary>The policies, the one in force among them.</summary>
    public required PolicyHolder Policies { get; init; }

    /// <summary>The URL asked for.</summary>
    public required byte[] Url { get; init; }

    /// <summary>Its host.</summary>
    public required byte[] Host { get; init; }

    /// <summary>The client's address, by which its requests are known to be one session's.</summary>
    public required string Session { get; init; }

    /// <summary>Asks the operator whether a message may go on; ends with the token.</summary>
    public required Func<Decision, CancellationToken, Task<bool>> Ask { get; init; }

    /// <summary>An inspector for one direction; the caller owns it.</summary>
    public MessageInspector Inspector(RelayDirection direction) => new(Policies, direction, Url, Host, Session);
}
