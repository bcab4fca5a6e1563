using System.Buffers.Binary;

namespace Pipelock.Protocols.ClientHello;

/// <summary>Takes the first handshake message out of the records that carry it (RFC 8446 §5.1, §4).</summary>
internal static class HelloRecords
{
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const int MaxFragment = 1 << 14;

    [ThreadStatic]
    private static byte[]? t_gathered;

    /// <summary>Finds the body of the ClientHello.</summary>
    /// <param name="input">The connection from its first byte.</param>
    /// <param name="body">The message without its header: in place where one record holds it, else gathered.</param>
    public static ClientHelloStatus TryRead(ReadOnlySpan<byte> input, out ReadOnlySpan<byte> body)
    {
        body = default;
        input = input[..Math.Min(input.Length, ClientHelloReader.MaxBytes)];
        if (!input.IsEmpty && input[0] != HandshakeRecord)
        {
            return ClientHelloStatus.NotTls;
        }

        var status = NextFragment(input, out var message, out var isWhole);
        var rest = input[Math.Min(input.Length, RecordHeader + message.Length)..];
        while (status == ClientHelloStatus.Complete)
        {
            status = Measure(message, out var needed);
            if (status == ClientHelloStatus.Malformed || message.Length > needed)
            {
                // Nothing may follow the hello in its record: no key is agreed on yet, and the server speaks next.
                return ClientHelloStatus.Malformed;
            }

            if (message.Length == needed)
            {
                body = message[MessageHeader..];
                return isWhole ? ClientHelloStatus.Complete : ClientHelloStatus.Malformed;
            }

            if (!isWhole)
            {
                return ClientHelloStatus.NeedMore;
            }

            status = NextFragment(rest, out var fragment, out isWhole);
            if (status == ClientHelloStatus.Complete)
            {
                rest = rest[(RecordHeader + fragment.Length)..];
                message = Join(message, fragment);
            }
        }

        return status == ClientHelloStatus.NeedMore && input.Length == ClientHelloReader.MaxBytes
            ? ClientHelloStatus.Malformed
            : status;
    }

    /// <summary>Reads one record as far as it has come; each header byte is judged as soon as it is there.</summary>
    private static ClientHelloStatus NextFragment(
        ReadOnlySpan<byte> input, out ReadOnlySpan<byte> fragment, out bool isWhole)
    {
        fragment = default;
        isWhole = false;
        if ((input.Length > 0 && input[0] != HandshakeRecord) || (input.Length > 1 && input[1] != 3))
        {
            return ClientHelloStatus.Malformed;
        }

        if (input.Length < RecordHeader)
        {
            return ClientHelloStatus.NeedMore;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(input[3..]);
        if (length is 0 or > MaxFragment)
        {
            return ClientHelloStatus.Malformed;
        }

        isWhole = input.Length >= RecordHeader + length;
        fragment = input[RecordHeader..Math.Min(input.Length, RecordHeader + length)];
        return ClientHelloStatus.Complete;
    }

    /// <summary>How long the message will be, once its header is there; one more than there is before that.</summary>
    private static ClientHelloStatus Measure(ReadOnlySpan<byte> message, out int needed)
    {
        needed = message.Length + 1;
        if (message.Length > 0 && message[0] != ClientHelloMessage)
        {
            return ClientHelloStatus.Malformed;
        }

        if (message.Length < MessageHeader)
        {
            return ClientHelloStatus.NeedMore;
        }

        needed = MessageHeader + ((message[1] << 16) | (message[2] << 8) | message[3]);
        return needed > ClientHelloReader.MaxBytes ? ClientHelloStatus.Malformed : ClientHelloStatus.Complete;
    }

    private static Span<byte> Join(ReadOnlySpan<byte> message, ReadOnlySpan<byte> fragment)
    {
        // At most MaxBytes are gathered before a fragment of at most MaxFragment makes the hello too long.
        var gathered = t_gathered ??= new byte[ClientHelloReader.MaxBytes + MaxFragment];
        message.CopyTo(gathered);
        fragment.CopyTo(gathered.AsSpan(message.Length));
        return gathered.AsSpan(0, message.Length + fragment.Length);
    }
}
