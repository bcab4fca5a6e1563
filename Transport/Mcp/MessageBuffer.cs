using System.Buffers;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp;

/// <summary>Holds one whole answer of a server, in memory from a pool. Not thread-safe.</summary>
internal sealed class MessageBuffer : IDisposable
{
    private const int FirstBuffer = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What is held.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads the content of the answer in progress; false when it is larger than
    /// <paramref name="limit"/>.</summary>
    /// <exception cref="IOException">The connection failed, or ended within the content.</exception>
    public async ValueTask<bool> ReadAsync(HttpLink link, int limit)
    {
        _length = 0;
        var stated = link.Head.Framing == ResponseFraming.ContentLength ? link.Head.ContentLength : 0;
        if (stated > limit) return false;
        if (stated > 0) Reserve((int)stated);
        while (await link.ReadContentAsync().ConfigureAwait(false) is { IsEmpty: false } piece)
        {
            if (piece.Length > limit - _length) return false;
            Append(piece.Span);
        }

        return true;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_bytes.Length - _length < piece.Length)
            Reserve(Math.Max(FirstBuffer, Math.Max(_bytes.Length * 2, _length + piece.Length)));
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    private void Reserve(int size)
    {
        if (_bytes.Length >= size) return;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.Span.CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
