using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Async;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Mcp.Upstream;

/// <summary>One HTTP/1.1 connection to an MCP server, in clear or through TLS, one exchange at a time.</summary>
/// <remarks>Used by one exchange; only <see cref="Abort"/> may be called from elsewhere. A clean exchange allocates
/// nothing.</remarks>
internal sealed class HttpLink(Socket socket, Stream stream) : IAbortable, IDisposable
{
    private const int BufferSize = 32 * 1024;

    private ChunkedDecoder _chunks;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private long _remaining;
    private bool _complete;
    private int _aborted;

    /// <summary>The head of the answer in progress.</summary>
    public ResponseHead Head { get; } = new();

    /// <summary>It served an exchange before: an early end may mean that it was stale.</summary>
    public bool Reused { get; set; }

    /// <summary>Milliseconds of the monotonic clock since which it is idle.</summary>
    public long IdleSince { get; set; }

    /// <summary>The answer is over and the connection can serve another exchange.</summary>
    public bool IsReusable => _complete && Head.KeepAlive && _start == _end && Volatile.Read(ref _aborted) == 0;

    /// <summary>Sends all of <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The connection failed or was aborted.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);

    /// <summary>Reads the head of the answer; interim heads are passed over.</summary>
    /// <returns>False when the server closed before its head was complete, or its head is not valid.</returns>
    /// <exception cref="IOException">The connection failed or was aborted.</exception>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<bool> ReadHeadAsync(RequestMethod method)
    {
        Head.Reset();
        _complete = false;
        while (true)
        {
            if (_start == _end && !await ReceiveAsync().ConfigureAwait(false)) return false;
            var status = Head.TryParse(_buffer.AsSpan(_start, _end - _start), method, out var consumed);
            _start += consumed;
            if (status == ParseStatus.NeedMore) continue;
            if (status == ParseStatus.Refused) return false;
            if (Head.IsInterim) continue;
            Begin();
            return true;
        }
    }

    /// <summary>The next piece of the answer's content; empty at its end. Good until the next call.</summary>
    /// <exception cref="IOException">The connection failed, or ended within the content.</exception>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<ReadOnlyMemory<byte>> ReadContentAsync()
    {
        while (!_complete)
        {
            if (_start == _end && !await ReceiveAsync().ConfigureAwait(false))
            {
                _complete = Head.Framing == ResponseFraming.UntilClose;
                if (_complete) break;
                throw new IOException("the server closed the connection within an answer");
            }

            if (Take() is { IsEmpty: false } piece) return piece;
        }

        return default;
    }

    /// <summary>Gives the receive buffer back; an idle connection holds none.</summary>
    public void ReleaseBuffer()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _start = _end = 0;
    }

    /// <summary>An idle connection that has something to say, its end included, is of no use.</summary>
    public bool IsQuiet()
    {
        try
        {
            return !socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) == 0) socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Abort();
        stream.Dispose();
        ReleaseBuffer();
        Head.Dispose();
    }

    private void Begin()
    {
        _remaining = Head.ContentLength;
        _chunks = new ChunkedDecoder();
        _complete = Head.Framing == ResponseFraming.None
            || (Head.Framing == ResponseFraming.ContentLength && _remaining == 0);
    }

    private ReadOnlyMemory<byte> Take()
    {
        var unread = _buffer.AsMemory(_start, _end - _start);
        if (Head.Framing != ResponseFraming.Chunked)
        {
            if (Head.Framing == ResponseFraming.ContentLength)
            {
                unread = unread[..(int)Math.Min(unread.Length, _remaining)];
                _remaining -= unread.Length;
                _complete = _remaining == 0;
            }

            _start += unread.Length;
            return unread;
        }

        var status = _chunks.Decode(unread.Span, out var consumed, out var start, out var length);
        _start += consumed;
        if (status == ChunkStatus.Refused) throw new IOException("the server's chunked coding is not valid");
        _complete = status == ChunkStatus.Complete;
        return unread.Slice(start, length);
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> ReceiveAsync()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
        _start = _end = 0;
        _end = await stream.ReadAsync(_buffer).ConfigureAwait(false);
        return _end > 0;
    }
}
