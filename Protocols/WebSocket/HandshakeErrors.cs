namespace Pipelock.Protocols.WebSocket;

/// <summary>The facts of every <see cref="HandshakeError"/>. Thread-safe; allocates nothing.</summary>
public static class HandshakeErrors
{
    /// <summary>
    /// The status a client is answered: 426 where another version would do, 502 for a server's mistake.
    /// </summary>
    public static int Status(this HandshakeError error) => error switch
    {
        HandshakeError.UnsupportedVersion => 426,
        >= HandshakeError.NotSwitching => 502,
        _ => 400,
    };

    /// <summary>One sentence, without a full stop.</summary>
    public static string Describe(this HandshakeError error) => error switch
    {
        HandshakeError.None => "no error",
        HandshakeError.MethodNotGet => "a WebSocket handshake must be a GET request",
        HandshakeError.HttpVersionTooOld => "a WebSocket handshake needs HTTP/1.1",
        HandshakeError.UnexpectedContent => "a WebSocket handshake must not have content",
        HandshakeError.NotAnUpgrade => "Upgrade: websocket and Connection: Upgrade are needed",
        HandshakeError.MissingKey => "Sec-WebSocket-Key is missing",
        HandshakeError.MalformedKey => "Sec-WebSocket-Key must be 16 bytes in base64, once",
        HandshakeError.UnsupportedVersion => "Sec-WebSocket-Version must be 13",
        HandshakeError.MalformedProtocols => "Sec-WebSocket-Protocol must be a list of distinct tokens",
        HandshakeError.NotSwitching => "the server did not switch to WebSocket",
        HandshakeError.AnswerNotAnUpgrade => "the server's answer is not a WebSocket upgrade",
        HandshakeError.WrongAccept => "the server's Sec-WebSocket-Accept does not belong to the key",
        HandshakeError.UnofferedExtension => "the server chose an extension that was not offered",
        HandshakeError.UnofferedProtocol => "the server chose a sub-protocol that was not offered",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "an error without a description"),
    };

    /// <summary>The rule that was broken.</summary>
    public static string Rule(this HandshakeError error) => error switch
    {
        HandshakeError.None => "",
        HandshakeError.MethodNotGet or HandshakeError.HttpVersionTooOld => "RFC 6455 §4.1",
        HandshakeError.UnexpectedContent => "RFC 9110 §9.3.1",
        >= HandshakeError.NotSwitching => "RFC 6455 §4.1",
        _ => "RFC 6455 §4.2.1",
    };
}
