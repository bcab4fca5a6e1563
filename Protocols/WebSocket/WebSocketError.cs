namespace Pipelock.Protocols.WebSocket;

/// <summary>
/// Why a peer's bytes end a connection; the closed list. Facts of each member: <see cref="WebSocketErrors"/>.
/// </summary>
public enum WebSocketError : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>RSV1 is set: a compressed frame, and compression was never negotiated (RFC 7692 §6).</summary>
    CompressedFrame,

    /// <summary>RSV2 or RSV3 is set without an extension that gives it a meaning.</summary>
    ReservedBits,

    /// <summary>An opcode that no document assigns.</summary>
    ReservedOpcode,

    /// <summary>A control frame that says it is one of several fragments.</summary>
    FragmentedControl,

    /// <summary>A control frame with more than 125 bytes of payload.</summary>
    ControlTooLong,

    /// <summary>A client's frame without a mask.</summary>
    UnmaskedFrame,

    /// <summary>A server's frame with a mask.</summary>
    MaskedFrame,

    /// <summary>A length written in more bytes than it needs.</summary>
    LengthNotMinimal,

    /// <summary>A length of 64 bits with the highest one set.</summary>
    LengthOverflow,

    /// <summary>A continuation while no message is in progress.</summary>
    NothingToContinue,

    /// <summary>A new message while another one is in progress.</summary>
    MessageInProgress,

    /// <summary>A message longer than the receiver takes.</summary>
    MessageTooBig,

    /// <summary>Text that is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A close frame with a payload of one byte: half a code.</summary>
    ClosePayloadTooShort,

    /// <summary>A close code that must not be sent.</summary>
    InvalidCloseCode,

    /// <summary>A close reason that is not UTF-8.</summary>
    InvalidCloseReason,

    /// <summary>A frame after the close frame.</summary>
    FrameAfterClose,
}
