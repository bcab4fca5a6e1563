using System.Buffers.Binary;
using System.Text;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>One frame as it stands on the wire, wrong ones included.</summary>
/// <param name="First">The first byte: final bit, reserved bits, opcode.</param>
/// <param name="Payload">The payload in clear.</param>
internal sealed record WebSocketFrame(byte First, byte[] Payload)
{
    private static readonly byte[] s_key = [0x37, 0xfa, 0x21, 0x3d];

    public int Opcode => First & 0x0F;

    public bool IsClose => Opcode == 8;

    public string Text => Encoding.UTF8.GetString(IsClose && Payload.Length > 2 ? Payload[2..] : Payload);

    public int CloseCode => Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public static WebSocketFrame Close(int code, string reason) =>
        new(0x88, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>The next frame; null when the other side closed or reset the connection.</summary>
    public static async Task<WebSocketFrame?> ReadAsync(ByteReader reader, CancellationToken stop)
    {
        try
        {
            var head = await reader.ReadExactlyAsync(2, stop);
            long length = head[1] & 0x7F;
            if (length == 126) length = BinaryPrimitives.ReadUInt16BigEndian(await reader.ReadExactlyAsync(2, stop));
            else if (length == 127)
                length = BinaryPrimitives.ReadInt64BigEndian(await reader.ReadExactlyAsync(8, stop));
            var key = (head[1] & 0x80) != 0 ? await reader.ReadExactlyAsync(4, stop) : new byte[4];
            var payload = await reader.ReadExactlyAsync((int)length, stop);
            for (var i = 0; i < payload.Length; i++) payload[i] ^= key[i & 3];
            return new WebSocketFrame(head[0], payload);
        }
        catch (Exception e) when (e is IOException)
        {
            return null;
        }
    }

    public byte[] ToBytes(bool mask)
    {
        var bit = mask ? 0x80 : 0;
        var length = new byte[Payload.Length <= 125 ? 1 : Payload.Length <= 65535 ? 3 : 9];
        length[0] = (byte)(bit | (length.Length switch { 1 => Payload.Length, 3 => 126, _ => 127 }));
        if (length.Length == 3) BinaryPrimitives.WriteUInt16BigEndian(length.AsSpan(1), (ushort)Payload.Length);
        if (length.Length == 9) BinaryPrimitives.WriteInt64BigEndian(length.AsSpan(1), Payload.Length);
        if (!mask) return [First, .. length, .. Payload];
        return [First, .. length, .. s_key, .. Payload.Select((b, i) => (byte)(b ^ s_key[i & 3]))];
    }
}
