using System.Buffers;

namespace Pipelock.Protocols.Http1;

/// <summary>
/// Writes messages canonically from what was parsed, never from what was received: one version, single spaces, Host
/// first, hop-by-hop fields gone, framing last. Thread-safe; allocates nothing.
/// </summary>
public static partial class HeadWriter
{
    /// <summary>The exact number of bytes that the head takes.</summary>
    public static int Size(in OutgoingRequest request) => throw new NotImplementedException();

    /// <summary>The exact number of bytes that the head takes.</summary>
    public static int Size(in OutgoingResponse response) => throw new NotImplementedException();

    /// <summary>Writes the head and returns its size.</summary>
    /// <exception cref="ArgumentException">The destination is smaller than <see cref="Size(in OutgoingRequest)"/>.</exception>
    public static int Write(in OutgoingRequest request, Span<byte> destination) => throw new NotImplementedException();

    /// <summary>Writes the head and returns its size.</summary>
    /// <exception cref="ArgumentException">The destination is smaller than <see cref="Size(in OutgoingResponse)"/>.</exception>
    public static int Write(in OutgoingResponse response, Span<byte> destination) => throw new NotImplementedException();

    /// <summary>Writes the head to a pipe and advances it; does not flush.</summary>
    public static void Write(in OutgoingRequest request, IBufferWriter<byte> output) => throw new NotImplementedException();

    /// <summary>Writes the head to a pipe and advances it; does not flush.</summary>
    public static void Write(in OutgoingResponse response, IBufferWriter<byte> output) =>
        throw new NotImplementedException();
}
