using System.Buffers;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Bytes of a body that wait, in one pooled buffer, until they are known to be clean.</summary>
/// <remarks>Positions count from the start of the body. Used by one exchange at a time.</remarks>
internal sealed class HeldBytes
{
    private const int FirstBuffer = 4096;

    private byte[] _buffer = [];
    private int _length;
    private long _released;
    private long _clean;

    /// <summary>Bytes of the body that were appended so far.</summary>
    public long Appended => _released + _length;

    /// <summary>Bytes of the body that went out.</summary>
    public long Released => _released;

    /// <summary>Bytes that wait.</summary>
    public int Count => _length;

    /// <summary>Everything that waits, clean or not yet looked at.</summary>
    public ReadOnlySpan<byte> All => _buffer.AsSpan(0, _length);

    /// <summary>Some of what waits is known to be clean.</summary>
    public bool HasReleasable => _clean > _released && _length > 0;

    /// <summary>What waits and is known to be clean.</summary>
    public ReadOnlyMemory<byte> Releasable => _buffer.AsMemory(0, (int)Math.Min(_clean - _released, _length));

    /// <summary>Begins with another body; holds no buffer until something is appended.</summary>
    public void Begin()
    {
        _released = _clean = 0;
        _length = 0;
    }

    /// <summary>Takes the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length) Grow(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Other bytes wait now, and none of them is known to be clean.</summary>
    public void Replace(ReadOnlySpan<byte> bytes)
    {
        _length = 0;
        _clean = _released;
        Append(bytes);
    }

    /// <summary>Everything before <paramref name="position"/> is clean; what was cleared stays so.</summary>
    public void Clear(long position) => _clean = Math.Max(_clean, position);

    /// <summary>Forgets the first <paramref name="count"/> bytes that wait; they went out.</summary>
    public void Release(int count)
    {
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
        _released += count;
    }

    /// <summary>Gives the buffer back.</summary>
    public void End()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, Math.Max(_buffer.Length * 2, _length + count)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
