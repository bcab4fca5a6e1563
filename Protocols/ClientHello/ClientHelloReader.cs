namespace Pipelock.Protocols.ClientHello;

/// <summary>
/// Reads a ClientHello from the first bytes of a connection without taking them. Thread-safe; a hello within one record
/// allocates nothing, one cut into several uses a buffer that each thread makes once.
/// </summary>
public static class ClientHelloReader
{
    /// <summary>Most bytes that are looked at, record headers included; a longer hello is malformed.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int VersionAndRandom = 34;
    private const int MaxSessionId = 32;

    /// <summary>Reads the hello.</summary>
    /// <param name="input">Everything received so far, from the first byte of the connection.</param>
    /// <param name="info">What it says, when complete.</param>
    public static ClientHelloStatus TryRead(ReadOnlySpan<byte> input, out ClientHelloInfo info)
    {
        info = default;
        var status = HelloRecords.TryRead(input, out var body);
        if (status != ClientHelloStatus.Complete)
        {
            return status;
        }

        // RFC 8446 §4.1.2: version and random, session id, cipher suites, compression methods, extensions.
        var hello = new HelloCursor(body);
        var isValid = hello.TryTake(VersionAndRandom, out _)
            && hello.TryTakeVector8(out var session) && session.Length <= MaxSessionId
            && hello.TryTakeVector16(out var suites) && suites.Length >= 2 && suites.Length % 2 == 0
            && hello.TryTakeVector8(out var compressions) && !compressions.IsEmpty;
        if (!isValid)
        {
            return ClientHelloStatus.Malformed;
        }

        if (hello.IsEmpty)
        {
            // A TLS 1.2 client without extensions (RFC 5246 §7.4.1.2).
            return ClientHelloStatus.Complete;
        }

        var isWhole = hello.TryTakeVector16(out var extensions) && hello.IsEmpty;
        return isWhole && HelloExtensions.TryRead(extensions, out info)
            ? ClientHelloStatus.Complete
            : ClientHelloStatus.Malformed;
    }
}
