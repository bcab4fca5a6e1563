using System.Buffers;
using System.Globalization;

namespace Pipelock.Protocols.Http1;

/// <content>The chunked coding (RFC 9112 §7.1).</content>
public static partial class HeadWriter
{
    /// <summary>Largest chunk header: eight hexadecimal digits and CR LF.</summary>
    public const int MaxChunkHeaderBytes = 10;

    /// <summary>What follows the data of every chunk: CR LF.</summary>
    public static ReadOnlySpan<byte> ChunkEnd => "\r\n"u8;

    /// <summary>The last chunk without trailers: <c>0 CR LF CR LF</c>.</summary>
    public static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>Writes the size line of a chunk and returns its size.</summary>
    /// <param name="length">Length of the data, positive: 0 would end the body.</param>
    /// <param name="destination">At least <see cref="MaxChunkHeaderBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public static int WriteChunkHeader(int length, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        length.TryFormat(destination, out var digits, "x", CultureInfo.InvariantCulture);
        ChunkEnd.CopyTo(destination[digits..]);
        return digits + 2;
    }

    /// <summary>Writes one whole chunk: size line, data, CR LF; does not flush. Empty data writes nothing.</summary>
    public static void WriteChunk(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        if (data.IsEmpty)
        {
            return;
        }

        output.Advance(WriteChunkHeader(data.Length, output.GetSpan(MaxChunkHeaderBytes)));
        output.Write(data);
        output.Write(ChunkEnd);
    }

    /// <summary>The exact number of bytes of the last chunk with these trailers.</summary>
    public static int LastChunkSize(HeaderFields? trailers) =>
        LastChunk.Length + (trailers is null ? 0 : FieldsSize(trailers, default, ConnectionIntent.Default));

    /// <summary>Writes the last chunk with the trailers and returns its size.</summary>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int WriteLastChunk(HeaderFields? trailers, Span<byte> destination)
    {
        var writer = new ByteWriter(destination);
        writer.Append("0\r\n"u8);
        if (trailers is not null)
        {
            WriteFields(ref writer, trailers, default, ConnectionIntent.Default);
        }

        writer.Append("\r\n"u8);
        return writer.Written;
    }

    /// <summary>Writes the last chunk with the trailers; does not flush.</summary>
    public static void WriteLastChunk(HeaderFields? trailers, IBufferWriter<byte> output) =>
        output.Advance(WriteLastChunk(trailers, output.GetSpan(LastChunkSize(trailers))));
}
