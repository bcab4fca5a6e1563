namespace Pipelock.Protocols.Tests.ClientHello;

/// <summary>Builds a ClientHello, well-formed unless a test replaces a part of it.</summary>
internal sealed record HelloBuilder
{
    public byte[] SessionId { get; init; } = new byte[32];

    public byte[] CipherSuites { get; init; } = [0x13, 0x01, 0x13, 0x02];

    public byte[] Compressions { get; init; } = [0];

    public byte[]? Extensions { get; init; } = ServerName("example.com");

    public byte[] Tail { get; init; } = [];

    public byte MessageType { get; init; } = 1;

    public static byte[] Vector8(params byte[] bytes) => [(byte)bytes.Length, .. bytes];

    public static byte[] Vector16(params byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    public static byte[] Extension(int type, params byte[] data) => [(byte)(type >> 8), (byte)type, .. Vector16(data)];

    public static byte[] ServerName(string name) =>
        Extension(0, Vector16([0, .. Vector16(Http1.Segments.Bytes(name))]));

    public static byte[] Alpn(params string[] names) =>
        Extension(16, Vector16([.. names.SelectMany(name => Vector8(Http1.Segments.Bytes(name)))]));

    public static byte[] Record(byte[] fragment, byte type = 22, byte major = 3) =>
        [type, major, 1, .. Vector16(fragment)];

    /// <summary>The handshake message with its header.</summary>
    public byte[] Message()
    {
        byte[] body =
        [
            3, 3, .. new byte[32], .. Vector8(SessionId), .. Vector16(CipherSuites), .. Vector8(Compressions),
            .. Extensions is null ? [] : Vector16(Extensions), .. Tail,
        ];
        return [MessageType, (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    /// <summary>The message in one record.</summary>
    public byte[] Build() => Record(Message());

    /// <summary>The message in records of at most that many bytes each.</summary>
    public byte[] BuildInRecords(int fragmentBytes) => [.. Message().Chunk(fragmentBytes).SelectMany(part =>
        Record(part))];
}
