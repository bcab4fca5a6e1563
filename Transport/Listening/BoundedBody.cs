using System.Buffers;
using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.Listening;

/// <summary>Reads the body of a request to the proxy itself, up to a bound and a deadline. One per
/// connection.</summary>
internal sealed class BoundedBody(ClientConnection client) : IDisposable
{
    private const int FirstBuffer = 4096;

    private byte[] _bytes = [];
    private int _length;
    private ChunkedDecoder _chunks;

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>The body was read as a whole.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Reads the body that the head in progress announces.</summary>
    /// <param name="limit">More bytes than these are too many.</param>
    /// <param name="milliseconds">How long it may take as a whole.</param>
    public async ValueTask<BodyRead> ReadAsync(int limit, long milliseconds)
    {
        var head = client.Head;
        _length = 0;
        _chunks = new ChunkedDecoder();
        IsRead = false;
        if (head.Framing == BodyFraming.None) return BodyRead.Complete;
        if (head.Framing == BodyFraming.ContentLength && head.ContentLength > limit) return BodyRead.TooLarge;
        if (head.ExpectsContinue)
        {
            client.Output.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);
            await client.Output.FlushAsync().ConfigureAwait(false);
        }

        client.SetDeadline(Environment.TickCount64 + milliseconds);
        try
        {
            while (!IsComplete(head))
            {
                var read = await client.Input.ReadAsync().ConfigureAwait(false);
                if (client.Expired)
                {
                    client.Input.AdvanceTo(read.Buffer.Start);
                    return BodyRead.Broken;
                }

                var error = Take(read.Buffer, head, limit);
                if (error != BodyRead.Complete) return error;
                if (read.IsCompleted && !IsComplete(head)) return BodyRead.Broken;
            }

            IsRead = true;
            return BodyRead.Complete;
        }
        finally
        {
            client.ClearDeadline();
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes, clearArray: true); // It may hold a secret.
        _bytes = [];
        _length = 0;
    }

    private bool IsComplete(RequestHead head) =>
        head.Framing == BodyFraming.Chunked ? _chunks.IsComplete : _length == head.ContentLength;

    private BodyRead Take(ReadOnlySequence<byte> buffer, RequestHead head, int limit)
    {
        var consumed = 0L;
        var error = BodyRead.Complete;
        foreach (var segment in buffer)
        {
            var span = segment.Span;
            if (head.Framing == BodyFraming.ContentLength)
            {
                span = span[..(int)Math.Min(span.Length, head.ContentLength - _length)];
                Keep(span);
                consumed += span.Length;
            }
            else
            {
                error = Unchunk(span, limit, out var used);
                consumed += used;
            }

            if (error != BodyRead.Complete || IsComplete(head)) break;
        }

        client.Input.AdvanceTo(buffer.GetPosition(consumed));
        return error;
    }

    private BodyRead Unchunk(ReadOnlySpan<byte> span, int limit, out int used)
    {
        used = 0;
        while (true)
        {
            var status = _chunks.Decode(span[used..], out var consumed, out var start, out var length);
            var payload = span.Slice(used + start, length);
            used += consumed;
            switch (status)
            {
                case ChunkStatus.Payload when payload.Length > limit - _length:
                    return BodyRead.TooLarge;
                case ChunkStatus.Payload:
                    Keep(payload);
                    break;
                case ChunkStatus.Refused:
                    return BodyRead.Broken;
                default:
                    return BodyRead.Complete;
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> payload)
    {
        if (_bytes.Length - _length < payload.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(
                Math.Max(FirstBuffer, Math.Max(_bytes.Length * 2, _length + payload.Length)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = larger;
        }

        payload.CopyTo(_bytes.AsSpan(_length));
        _length += payload.Length;
    }
}
