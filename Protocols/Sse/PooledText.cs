using System.Buffers;

namespace Pipelock.Protocols.Sse;

/// <summary>Bytes that are appended to, in memory from a pool. Not thread-safe.</summary>
internal sealed class PooledText : IDisposable
{
    /// <summary>Largest buffer that is kept when the text is cleared.</summary>
    private const int Kept = 64 * 1024;

    private byte[] _bytes = [];

    /// <summary>Bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes held.</summary>
    public Span<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The bytes held, as memory; good until the text changes.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Appends a copy of <paramref name="piece"/>.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(Reserve(piece.Length));
        Length += piece.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Room of at least <paramref name="count"/> bytes behind the text; see <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, _bytes.Length * 2));
            Span.CopyTo(larger);
            Return();
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>The first <paramref name="count"/> bytes of the reserved room were written.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Keeps the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Drops the first <paramref name="count"/> bytes.</summary>
    public void DropFirst(int count)
    {
        Span[count..].CopyTo(_bytes);
        Length -= count;
    }

    /// <summary>Empties it; a large buffer goes back.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > Kept) Return();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Length = 0;
        Return();
    }

    private void Return()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
