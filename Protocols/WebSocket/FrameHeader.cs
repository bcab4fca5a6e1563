using System.Buffers.Binary;

namespace Pipelock.Protocols.WebSocket;

/// <summary>The header of one frame (RFC 6455 §5.2): 2 to 14 bytes. Immutable.</summary>
/// <param name="IsFinal">The last, or only, fragment of its message.</param>
/// <param name="Opcode">What it carries.</param>
/// <param name="PayloadLength">Bytes of payload that follow, 0 to 2^63-1.</param>
/// <param name="IsMasked">The payload is masked with <paramref name="MaskKey"/>.</param>
/// <param name="MaskKey">The four key bytes in the order they were sent, as they lie in memory.</param>
public readonly record struct FrameHeader(
    bool IsFinal, Opcode Opcode, long PayloadLength, bool IsMasked = false, uint MaskKey = 0)
{
    /// <summary>Most bytes a header takes.</summary>
    public const int MaxBytes = 14;

    /// <summary>Longest payload of a control frame (RFC 6455 §5.5).</summary>
    public const int MaxControlPayload = 125;

    private const byte FinalBit = 0x80;
    private const byte MaskBit = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;

    /// <summary>The bytes that this header takes.</summary>
    public int Size => 2 + LengthBytes + (IsMasked ? 4 : 0);

    private int LengthBytes => PayloadLength <= MaxControlPayload ? 0 : PayloadLength <= ushort.MaxValue ? 2 : 8;

    /// <summary>Reads a header; refuses as soon as the bytes at hand decide it.</summary>
    /// <param name="input">The bytes that have arrived.</param>
    /// <param name="sender">Who sent them.</param>
    /// <param name="header">The header; valid when something was consumed.</param>
    /// <param name="consumed">Its size; 0 when more bytes are needed or it is refused.</param>
    /// <returns>What is wrong with it, or <see cref="WebSocketError.None"/>.</returns>
    public static WebSocketError TryRead(
        ReadOnlySpan<byte> input, PeerRole sender, out FrameHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (input.IsEmpty) return WebSocketError.None;
        var opcode = (Opcode)(input[0] & 0x0F);
        var isFinal = (input[0] & FinalBit) != 0;
        if ((input[0] & 0x40) != 0) return WebSocketError.CompressedFrame;
        if ((input[0] & 0x30) != 0) return WebSocketError.ReservedBits;
        if (!opcode.IsKnown()) return WebSocketError.ReservedOpcode;
        if (opcode.IsControl() && !isFinal) return WebSocketError.FragmentedControl;
        if (input.Length < 2) return WebSocketError.None;

        var isMasked = (input[1] & MaskBit) != 0;
        if (isMasked != (sender == PeerRole.Client))
            return isMasked ? WebSocketError.MaskedFrame : WebSocketError.UnmaskedFrame;
        var length7 = (byte)(input[1] & ~MaskBit);
        if (opcode.IsControl() && length7 > MaxControlPayload) return WebSocketError.ControlTooLong;
        var lengthBytes = length7 switch { Length16 => 2, Length64 => 8, _ => 0 };
        if (input.Length < 2 + lengthBytes) return WebSocketError.None;

        var refusal = ReadLength(input.Slice(2, lengthBytes), length7, out var length);
        if (refusal != WebSocketError.None) return refusal;
        var size = 2 + lengthBytes + (isMasked ? 4 : 0);
        if (input.Length < size) return WebSocketError.None;
        var key = isMasked ? BitConverter.ToUInt32(input[(2 + lengthBytes)..]) : 0;
        header = new FrameHeader(isFinal, opcode, length, isMasked, key);
        consumed = size;
        return WebSocketError.None;
    }

    /// <summary>Writes this header in its shortest form.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int Write(Span<byte> destination)
    {
        var lengthBytes = LengthBytes;
        destination[0] = (byte)((IsFinal ? FinalBit : 0) | (byte)Opcode);
        destination[1] = lengthBytes switch { 0 => (byte)PayloadLength, 2 => Length16, _ => Length64 };
        if (lengthBytes == 2) BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)PayloadLength);
        if (lengthBytes == 8) BinaryPrimitives.WriteInt64BigEndian(destination[2..], PayloadLength);
        if (!IsMasked) return 2 + lengthBytes;
        destination[1] |= MaskBit;
        BitConverter.TryWriteBytes(destination[(2 + lengthBytes)..], MaskKey);
        return 6 + lengthBytes;
    }

    /// <summary>"The minimal number of bytes MUST be used"; the highest bit of 64 must be 0 (RFC 6455 §5.2).</summary>
    private static WebSocketError ReadLength(ReadOnlySpan<byte> extended, byte length7, out long length)
    {
        length = extended.Length switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(extended),
            8 => BinaryPrimitives.ReadInt64BigEndian(extended),
            _ => length7,
        };
        if (length < 0) return WebSocketError.LengthOverflow;
        var least = extended.Length switch { 2 => MaxControlPayload + 1L, 8 => ushort.MaxValue + 1L, _ => 0 };
        return length < least ? WebSocketError.LengthNotMinimal : WebSocketError.None;
    }
}
