using System.Buffers.Binary;
using System.Text;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>Builds frames byte by byte, wrong ones included, and reads whole streams of them in every
/// delivery.</summary>
internal static class Frames
{
    public const uint Key = 0x1234_5678;

    public const int MaxMessage = 300;

    /// <summary>A frame of a server; the low bits of <paramref name="first"/> are the opcode.</summary>
    public static byte[] Server(int first, byte[] payload) => [(byte)first, .. Length(payload.Length, 0), .. payload];

    public static byte[] Server(int first, string payload) => Server(first, Latin(payload));

    /// <summary>The same frame as a client sends it.</summary>
    public static byte[] Client(int first, byte[] payload)
    {
        var masked = payload.ToArray();
        for (var i = 0; i < masked.Length; i++) masked[i] ^= (byte)(Key >> (8 * (i % 4)));
        return [(byte)first, .. Length(payload.Length, 0x80), .. BitConverter.GetBytes(Key), .. masked];
    }

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Close(int code, string reason = "") =>
        Server(0x88, [(byte)(code >> 8), (byte)code, .. Utf8(reason)]);

    public static byte[] Length(int length, int mask)
    {
        if (length <= 125) return [(byte)(mask | length)];
        var bytes = new byte[length <= ushort.MaxValue ? 3 : 9];
        bytes[0] = (byte)(mask | (length <= ushort.MaxValue ? 126 : 127));
        if (bytes.Length == 3) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1), (ushort)length);
        else BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), length);
        return bytes;
    }

    /// <summary>What a stream amounts to, as one line; fails when two deliveries of it differ.</summary>
    public static string Outcome(byte[] stream, PeerRole sender = PeerRole.Server, int max = MaxMessage)
    {
        var expected = Read([stream], sender, max);
        for (var cut = 1; cut < stream.Length; cut++)
            Assert.Equal(
                $"cut at {cut}: {expected}", $"cut at {cut}: {Read([stream[..cut], stream[cut..]], sender, max)}");
        Assert.Equal(expected, Read(stream.Select(b => new[] { b }), sender, max));
        return expected;
    }

    private static string Read(IEnumerable<byte[]> pieces, PeerRole sender, int max)
    {
        using var reader = new MessageReader(sender, max);
        var outcome = new List<string>();
        foreach (var piece in pieces)
        {
            var taken = 0;
            while (true)
            {
                var status = reader.Read(piece.AsSpan(taken), out var consumed);
                taken += consumed;
                if (status == ReadStatus.Refused)
                {
                    outcome.Add(reader.Error.ToString());
                    return string.Join(' ', outcome);
                }

                if (status == ReadStatus.NeedMore) break;
                var fragments = status == ReadStatus.Message && reader.Fragments > 1 ? $"/{reader.Fragments}" : "";
                outcome.Add($"{reader.Opcode}{fragments}:{Show(reader.Payload)}");
            }

            Assert.Equal(piece.Length, taken);
        }

        if (reader.IsPartial) outcome.Add("...");
        return string.Join(' ', outcome);
    }

    private static string Show(ReadOnlySpan<byte> payload) =>
        payload.Length > 40 ? $"<{payload.Length}>" : Encoding.Latin1.GetString(payload);
}
