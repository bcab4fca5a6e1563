namespace Pipelock.Protocols.ClientHello;

/// <summary>
/// Reads a ClientHello from the first bytes of a connection without taking them. Thread-safe; a hello within one record
/// allocates nothing, one cut into several uses a buffer that each thread makes once.
/// </summary>
public static class ClientHelloReader
{
    /// <summary>Most bytes that are looked at, record headers included; a longer hello is malformed.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Reads the hello.</summary>
    /// <param name="input">Everything received so far, from the first byte of the connection.</param>
    /// <param name="info">What it says, when complete.</param>
    public static ClientHelloStatus TryRead(ReadOnlySpan<byte> input, out ClientHelloInfo info) =>
        throw new NotImplementedException();
}
