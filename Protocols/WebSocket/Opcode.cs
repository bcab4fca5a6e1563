namespace Pipelock.Protocols.WebSocket;

/// <summary>What a frame carries (RFC 6455 §5.2); any other value is refused as reserved.</summary>
public enum Opcode : byte
{
    /// <summary>A further fragment of the message in progress.</summary>
    Continuation = 0x0,

    /// <summary>A message of UTF-8 text, or its first fragment.</summary>
    Text = 0x1,

    /// <summary>A message of bytes, or its first fragment.</summary>
    Binary = 0x2,

    /// <summary>Begins or answers the closing handshake (RFC 6455 §5.5.1).</summary>
    Close = 0x8,

    /// <summary>Asks for a pong with the same payload (RFC 6455 §5.5.2).</summary>
    Ping = 0x9,

    /// <summary>Answers a ping, or is a heartbeat nobody asked for (RFC 6455 §5.5.3).</summary>
    Pong = 0xA,
}
