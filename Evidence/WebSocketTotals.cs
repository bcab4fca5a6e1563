namespace Pipelock.Evidence;

/// <summary>What crossed one WebSocket connection.</summary>
public readonly record struct WebSocketTotals
{
    /// <summary>Payload bytes from the client.</summary>
    public required long ClientToServerBytes { get; init; }

    /// <summary>Payload bytes from the origin.</summary>
    public required long ServerToClientBytes { get; init; }

    /// <summary>Messages of text.</summary>
    public required long TextFrames { get; init; }

    /// <summary>Messages of bytes.</summary>
    public required long BinaryFrames { get; init; }

    /// <summary>From the handshake's first byte to the end.</summary>
    public required TimeSpan Duration { get; init; }
}
