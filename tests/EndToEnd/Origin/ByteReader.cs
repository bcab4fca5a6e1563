using System.Text;

namespace Pipelock.EndToEnd.Origins;

/// <summary>Buffered reading of one stream, with a tap that sees every byte in its order. Not thread-safe.</summary>
/// <param name="stream">What is read; not owned.</param>
/// <param name="tap">Told about each piece as it arrives; may be null.</param>
internal sealed class ByteReader(Stream stream, Action<ReadOnlyMemory<byte>>? tap = null)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>Bytes that were received and not yet taken.</summary>
    public int Buffered => end - start;

    /// <summary>Whatever is there next, at most <paramref name="limit"/> bytes; empty at the end of the
    /// stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadSomeAsync(long limit, CancellationToken cancellation)
    {
        if (start == end && !await FillAsync(cancellation))
            return default;
        var length = (int)Math.Min(limit, end - start);
        start += length;
        return buffer.AsMemory(start - length, length);
    }

    /// <summary>Exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public async ValueTask<byte[]> ReadExactlyAsync(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        for (var filled = 0; filled < length;)
        {
            var piece = await ReadSomeAsync(length - filled, cancellation);
            if (piece.IsEmpty)
                throw new EndOfStreamException($"the stream ended after {filled} of {length} bytes");
            piece.CopyTo(bytes.AsMemory(filled));
            filled += piece.Length;
        }

        return bytes;
    }

    /// <summary>One line without its CRLF; null when the stream ended before its first byte.</summary>
    /// <exception cref="EndOfStreamException">The stream ended inside the line.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !await FillAsync(cancellation))
                return line.Length == 0 ? null : throw new EndOfStreamException($"the stream ended inside '{line}'");
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var length = newline < 0 ? end - start : newline + 1;
            line.Append(Encoding.Latin1.GetString(buffer, start, length));
            start += length;
            if (newline >= 0)
                return line.ToString().TrimEnd('\r', '\n');
        }
    }

    /// <summary>Lines up to the next empty one, joined by CRLF; null when the stream ended before the first.</summary>
    public async ValueTask<string?> ReadBlockAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
                return string.Join("\r\n", lines);
            lines.Add(line);
        }

        return lines.Count == 0 ? null : throw new EndOfStreamException("the stream ended inside a block of fields");
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellation);
        tap?.Invoke(buffer.AsMemory(0, end));
        return end > 0;
    }
}
