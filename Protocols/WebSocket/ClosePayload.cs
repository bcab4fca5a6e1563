using System.Buffers.Binary;
using System.Text.Unicode;

namespace Pipelock.Protocols.WebSocket;

/// <summary>The payload of a close frame: nothing, or a code and a reason (RFC 6455 §5.5.1). Thread-safe.</summary>
public static class ClosePayload
{
    /// <summary>Longest reason in bytes: a control frame takes 125, the code 2.</summary>
    public const int MaxReasonBytes = 123;

    /// <summary>Reads a payload strictly.</summary>
    /// <param name="payload">The payload, unmasked.</param>
    /// <param name="code">The code; <see cref="CloseCodes.NoStatus"/> when there is none.</param>
    /// <param name="reason">The reason as UTF-8; empty when there is none.</param>
    /// <returns>What is wrong with it, or <see cref="WebSocketError.None"/>.</returns>
    public static WebSocketError Read(ReadOnlySpan<byte> payload, out int code, out ReadOnlySpan<byte> reason)
    {
        code = CloseCodes.NoStatus;
        reason = default;
        if (payload.IsEmpty) return WebSocketError.None;
        if (payload.Length == 1) return WebSocketError.ClosePayloadTooShort;
        var sent = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!CloseCodes.MayBeSent(sent)) return WebSocketError.InvalidCloseCode;
        if (!Utf8.IsValid(payload[2..])) return WebSocketError.InvalidCloseReason;
        code = sent;
        reason = payload[2..];
        return WebSocketError.None;
    }

    /// <summary>Writes a payload; a reason that is too long is cut between two characters.</summary>
    /// <param name="code">A code that may be sent.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="destination">At least 125 bytes.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code must not be sent.</exception>
    public static int Write(int code, ReadOnlySpan<char> reason, Span<byte> destination)
    {
        if (!CloseCodes.MayBeSent(code)) throw new ArgumentOutOfRangeException(nameof(code), code, "not to be sent");
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)code);
        Utf8.FromUtf16(
            reason, destination.Slice(2, MaxReasonBytes), out _, out var written, replaceInvalidSequences: true);
        return 2 + written;
    }
}
