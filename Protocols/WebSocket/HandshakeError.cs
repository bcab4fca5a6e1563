namespace Pipelock.Protocols.WebSocket;

/// <summary>Why an opening handshake is refused; the closed list. Facts: <see cref="HandshakeErrors"/>.</summary>
public enum HandshakeError : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The request's method is not GET.</summary>
    MethodNotGet,

    /// <summary>The request is older than HTTP/1.1.</summary>
    HttpVersionTooOld,

    /// <summary>The request announces content.</summary>
    UnexpectedContent,

    /// <summary>Upgrade does not name <c>websocket</c>, or Connection does not name Upgrade.</summary>
    NotAnUpgrade,

    /// <summary>No Sec-WebSocket-Key.</summary>
    MissingKey,

    /// <summary>Sec-WebSocket-Key twice, or not 16 bytes in base64.</summary>
    MalformedKey,

    /// <summary>Sec-WebSocket-Version is missing or not 13.</summary>
    UnsupportedVersion,

    /// <summary>Sec-WebSocket-Protocol is not a list of distinct tokens.</summary>
    MalformedProtocols,

    /// <summary>The server did not answer 101.</summary>
    NotSwitching,

    /// <summary>The server's answer lacks Upgrade: websocket or Connection: Upgrade.</summary>
    AnswerNotAnUpgrade,

    /// <summary>Sec-WebSocket-Accept is missing, twice, or does not belong to the key.</summary>
    WrongAccept,

    /// <summary>The server chose an extension that was not offered.</summary>
    UnofferedExtension,

    /// <summary>The server chose a sub-protocol that was not offered, or several.</summary>
    UnofferedProtocol,
}
