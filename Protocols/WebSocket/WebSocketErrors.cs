namespace Pipelock.Protocols.WebSocket;

/// <summary>
/// The facts of every <see cref="WebSocketError"/>: what to close with, what to say, which rule says so.
/// </summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
public static class WebSocketErrors
{
    /// <summary>The close code that the offender is sent; 1000 for <see cref="WebSocketError.None"/>.</summary>
    public static int CloseCode(this WebSocketError error) => error switch
    {
        WebSocketError.None => CloseCodes.Normal,
        WebSocketError.MessageTooBig => CloseCodes.MessageTooBig,
        WebSocketError.InvalidUtf8 or WebSocketError.InvalidCloseReason => CloseCodes.InvalidPayload,
        _ => CloseCodes.ProtocolError,
    };

    /// <summary>What is wrong, in a few words that fit into a close frame.</summary>
    public static string Describe(this WebSocketError error) => error switch
    {
        WebSocketError.None => "no error",
        WebSocketError.CompressedFrame => "compressed frames not supported",
        WebSocketError.ReservedBits => "reserved bits set",
        WebSocketError.ReservedOpcode => "reserved opcode",
        WebSocketError.FragmentedControl => "control frame fragmented",
        WebSocketError.ControlTooLong => "control frame longer than 125 bytes",
        WebSocketError.UnmaskedFrame => "client frame not masked",
        WebSocketError.MaskedFrame => "server frame masked",
        WebSocketError.LengthNotMinimal => "length not in its shortest form",
        WebSocketError.LengthOverflow => "length of more than 63 bits",
        WebSocketError.NothingToContinue => "continuation without a message",
        WebSocketError.MessageInProgress => "new message inside a fragmented one",
        WebSocketError.MessageTooBig => "message too big",
        WebSocketError.InvalidUtf8 => "text is not valid UTF-8",
        WebSocketError.ClosePayloadTooShort => "close frame with one byte of payload",
        WebSocketError.InvalidCloseCode => "close code not allowed",
        WebSocketError.InvalidCloseReason => "close reason is not valid UTF-8",
        WebSocketError.FrameAfterClose => "frame after close",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "an error without a description"),
    };

    /// <summary>The rule that was broken.</summary>
    public static string Rule(this WebSocketError error) => error switch
    {
        WebSocketError.None => "",
        WebSocketError.CompressedFrame => "RFC 7692 §6",
        WebSocketError.UnmaskedFrame or WebSocketError.MaskedFrame => "RFC 6455 §5.1",
        WebSocketError.FragmentedControl or WebSocketError.ControlTooLong => "RFC 6455 §5.5",
        WebSocketError.NothingToContinue or WebSocketError.MessageInProgress => "RFC 6455 §5.4",
        WebSocketError.MessageTooBig => "RFC 6455 §10.4",
        WebSocketError.InvalidUtf8 => "RFC 6455 §8.1",
        WebSocketError.ClosePayloadTooShort or WebSocketError.InvalidCloseReason
            or WebSocketError.FrameAfterClose => "RFC 6455 §5.5.1",
        WebSocketError.InvalidCloseCode => "RFC 6455 §7.4",
        _ => "RFC 6455 §5.2",
    };
}
