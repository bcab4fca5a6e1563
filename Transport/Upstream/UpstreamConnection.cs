using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Pipelock.Tls.Origins;
using Pipelock.Transport.Async;

namespace Pipelock.Transport.Upstream;

/// <summary>
/// One connection to an origin or parent proxy, in clear or through TLS, with the bytes received and not yet consumed.
/// </summary>
/// <remarks>Owned by one exchange at a time; only <see cref="Abort"/> may be called from elsewhere.</remarks>
public sealed class UpstreamConnection : IAbortable, IDisposable
{
    /// <summary>
    /// Bytes of the receive buffer: a response head must fit, bodies go around it where they are large.
    /// </summary>
    public const int BufferSize = 32 * 1024;

    private OriginStream? _tls;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private int _aborted;

    /// <summary>Takes over a connected <paramref name="socket"/>.</summary>
    public UpstreamConnection(Socket socket, UpstreamKey key)
    {
        Socket = socket;
        Key = key;
    }

    /// <summary>The socket.</summary>
    public Socket Socket { get; }

    /// <summary>What it is pooled by.</summary>
    public UpstreamKey Key { get; private set; }

    /// <summary>Speaks TLS from now on, with an origin that is verified to be <paramref name="identity"/>.</summary>
    /// <exception cref="OriginFaultException">It is not.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task SecureAsync(OriginIdentity identity, CancellationToken stop)
    {
        _tls = await OriginStream.OpenAsync(Plain(), identity, stop).ConfigureAwait(false);
        Key = Key with { Identity = identity };
    }

    /// <summary>The connection as a stream, which has to be disposed of before the connection.</summary>
    internal Stream OpenStream() => (Stream?)_tls ?? Plain();

    /// <summary>It served an exchange before: an early end may mean that it was stale.</summary>
    public bool Reused { get; internal set; }

    /// <summary>Milliseconds of the monotonic clock since which it is idle.</summary>
    internal long IdleSince { get; set; }

    /// <summary>The next idle connection of its pool bucket.</summary>
    internal UpstreamConnection? Next { get; set; }

    /// <summary>Somebody aborted it; whatever a call on it returned since means nothing.</summary>
    public bool Aborted => Volatile.Read(ref _aborted) != 0;

    /// <summary>Bytes received and not yet consumed.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Bytes received and not yet consumed, to be held over an await.</summary>
    public ReadOnlyMemory<byte> UnreadMemory => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Marks <paramref name="count"/> unread bytes as consumed.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end) _start = _end = 0;
    }

    /// <summary>Receives more bytes behind the unread ones; 0 when the peer has finished.</summary>
    /// <exception cref="SocketException">The connection failed or was aborted.</exception>
    public ValueTask<int> ReceiveMoreAsync()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var pending = ReceiveAsync(_buffer.AsMemory(_end, BufferSize - _end));
        if (!pending.IsCompletedSuccessfully) return AwaitReceive(pending);
        var received = pending.Result;
        _end += received;
        return new ValueTask<int>(received);
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<int> AwaitReceive(ValueTask<int> pending)
    {
        var received = await pending.ConfigureAwait(false);
        _end += received;
        return received;
    }

    /// <summary>Receives past the buffer, which must hold no unread bytes; 0 when the peer has finished.</summary>
    /// <exception cref="SocketException">The connection failed or was aborted.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> memory) =>
        _tls is null ? Socket.ReceiveAsync(memory, SocketFlags.None) : ReceiveDecryptedAsync(_tls, memory);

    /// <summary>Sends all of <paramref name="bytes"/>.</summary>
    /// <exception cref="SocketException">The connection failed or was aborted.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) =>
        _tls is null ? SendPlainAsync(bytes) : SendEncryptedAsync(_tls, bytes);

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private static async ValueTask<int> ReceiveDecryptedAsync(OriginStream tls, Memory<byte> memory)
    {
        try
        {
            return await tls.ReadAsync(memory).ConfigureAwait(false);
        }
        catch (Exception e) when (IsEndOfStream(e))
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    [AsyncMethodBuilder(typeof(PooledAsync))]
    private static async ValueTask SendEncryptedAsync(OriginStream tls, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await tls.WriteAsync(bytes).ConfigureAwait(false);
        }
        catch (Exception e) when (IsEndOfStream(e))
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    /// <summary>A connection ends in one way for its users, whatever carries it.</summary>
    private static bool IsEndOfStream(Exception e) =>
        e is IOException or AuthenticationException or InvalidOperationException;

    private NetworkStream Plain() => new(Socket, ownsSocket: false);

    [AsyncMethodBuilder(typeof(PooledAsync))]
    private async ValueTask SendPlainAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await Socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    /// <inheritdoc/>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) != 0) return;
        Socket.Dispose();
    }

    /// <summary>Gives the receive buffer back; an idle connection holds none.</summary>
    internal void ReleaseBuffer()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _start = _end = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Abort();
        _tls?.Dispose();
        ReleaseBuffer();
    }
}
