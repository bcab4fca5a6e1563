namespace Pipelock.Protocols.WebSocket;

/// <summary>Which end of a connection sends: clients mask every frame, servers none (RFC 6455 §5.1).</summary>
public enum PeerRole : byte
{
    /// <summary>The end that opened the connection.</summary>
    Client,

    /// <summary>The end that accepted it.</summary>
    Server,
}
