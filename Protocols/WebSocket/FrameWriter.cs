using System.Buffers;

namespace Pipelock.Protocols.WebSocket;

/// <summary>Writes whole, unfragmented frames. Thread-safe; allocates nothing.</summary>
public static class FrameWriter
{
    /// <summary>The exact number of bytes a frame takes.</summary>
    public static int Size(PeerRole sender, int payloadLength) =>
        new FrameHeader(true, Opcode.Binary, payloadLength, sender == PeerRole.Client).Size + payloadLength;

    /// <summary>Writes one frame.</summary>
    /// <param name="opcode">Text, Binary, Ping, Pong or Close.</param>
    /// <param name="payload">The payload in clear.</param>
    /// <param name="sender">Who sends: a client's frame is masked.</param>
    /// <param name="maskKey">The key, unpredictable and used once (RFC 6455 §10.3); ignored for a server.</param>
    /// <param name="destination">At least <see cref="Size"/> bytes; must not overlap the payload.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(
        Opcode opcode, ReadOnlySpan<byte> payload, PeerRole sender, uint maskKey, Span<byte> destination)
    {
        var isMasked = sender == PeerRole.Client;
        var size = new FrameHeader(true, opcode, payload.Length, isMasked, maskKey).Write(destination);
        var body = destination.Slice(size, payload.Length);
        payload.CopyTo(body);
        if (isMasked) Masking.Apply(body, maskKey, 0);
        return size + payload.Length;
    }

    /// <summary>Writes one frame to a buffer and advances it.</summary>
    public static void Write(
        Opcode opcode, ReadOnlySpan<byte> payload, PeerRole sender, uint maskKey, IBufferWriter<byte> output) =>
        output.Advance(Write(opcode, payload, sender, maskKey, output.GetSpan(Size(sender, payload.Length))));
}
