using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Pipelock.EndToEnd.Origins.Lab;

/// <summary>As much of RFC 1035 as a stub resolver's questions need.</summary>
internal static class DnsMessage
{
    /// <summary>The type of an IPv4 address record (RFC 1035 §3.2.2).</summary>
    public const ushort TypeA = 1;

    /// <summary>The type of an IPv6 address record (RFC 3596 §2.1).</summary>
    public const ushort TypeAaaa = 28;

    private const int HeaderBytes = 12;

    /// <summary>Reads the first question.</summary>
    /// <param name="message">A whole datagram.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="type">The record type asked for.</param>
    /// <param name="end">Where the question ends.</param>
    public static bool TryReadQuestion(ReadOnlySpan<byte> message, out string name, out ushort type, out int end)
    {
        var text = new StringBuilder();
        name = "";
        type = 0;
        for (end = HeaderBytes; end < message.Length && message[end] is > 0 and < 64; end += message[end] + 1)
        {
            if (end + 1 + message[end] > message.Length)
                return false;
            text.Append(text.Length > 0 ? "." : "").Append(
                Encoding.Latin1.GetString(message.Slice(end + 1, message[end])));
        }

        if (end + 5 > message.Length || message[end] != 0)
            return false;
        name = text.ToString();
        type = BinaryPrimitives.ReadUInt16BigEndian(message[(end + 1)..]);
        end += 5;
        return true;
    }

    /// <summary>The reply to a question.</summary>
    /// <param name="question">The datagram up to the end of its question.</param>
    /// <param name="type">The record type asked for.</param>
    /// <param name="addresses">Its addresses; null when the name does not exist.</param>
    public static byte[] Answer(ReadOnlySpan<byte> question, ushort type, IPAddress[]? addresses)
    {
        var reply = new MemoryStream();
        reply.Write(question);
        foreach (var address in addresses ?? [])
        {
            var bytes = address.GetAddressBytes();
            // A pointer to the question's name, type, class IN, a lifetime of zero seconds, the length, the address.
            reply.Write([0xC0, HeaderBytes, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 0, 0, (
                byte)bytes.Length, .. bytes]);
        }

        var message = reply.ToArray();
        // RFC 1035 §4.1.1: a response, recursion desired as asked and available; code 3 says the name does not exist.
        message[2] = (byte)(0x80 | (message[2] & 0x01));
        message[3] = (byte)(0x80 | (addresses is null ? 3 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)(addresses?.Length ?? 0));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), 0);
        return message;
    }

    /// <summary>The name of a record type, for people.</summary>
    public static string TypeName(ushort type) => type switch
    {
        TypeA => "A",
        TypeAaaa => "AAAA",
        _ => $"TYPE{type}",
    };
}
