namespace Pipelock.Protocols.WebSocket;

/// <summary>What <see cref="MessageReader.Read"/> arrived at.</summary>
public enum ReadStatus : byte
{
    /// <summary>All input was taken and nothing is complete.</summary>
    NeedMore,

    /// <summary>A text or binary message is complete.</summary>
    Message,

    /// <summary>A ping arrived; a message may be in progress around it.</summary>
    Ping,

    /// <summary>A pong arrived; a message may be in progress around it.</summary>
    Pong,

    /// <summary>A valid close frame arrived; nothing may follow it.</summary>
    Close,

    /// <summary>The bytes break the protocol or a limit; the reader takes no more.</summary>
    Refused,
}
