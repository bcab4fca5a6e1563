using System.Buffers;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners;

/// <summary>A growing buffer in which a scan puts together what it wants to look at in one pass.</summary>
/// <remarks>
/// One per thread and purpose; what it holds is valid until the next <see cref="Clear"/>. A scan never awaits, so
/// nobody else can come in between. Memory stays at the largest message head seen by the thread.
/// </remarks>
internal sealed class GatherBuffer
{
    private byte[] _bytes = new byte[8192];
    private int _length;

    /// <summary>What was put in since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>The number of bytes in it.</summary>
    public int Length => _length;

    /// <summary>Empties it.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Adds one byte.</summary>
    public void Add(byte b)
    {
        Reserve(1);
        _bytes[_length++] = b;
    }

    /// <summary>Adds a text without some characters: sixty-four bytes at a time, closed up.</summary>
    public void AddWithout(ReadOnlySpan<byte> text, RunAlphabet left)
    {
        Reserve(text.Length + Vector512<byte>.Count);
        for (; !text.IsEmpty; text = text[Math.Min(text.Length, Vector512<byte>.Count)..])
        {
            var bytes = LastBlock.Load(text, 0);
            var kept =
                left.Others(bytes) & LaneMasks.First(Math.Min(text.Length, Vector512<byte>.Count));
            _length += ClosedUp.Write(bytes, kept, _bytes.AsSpan(_length));
        }
    }

    /// <summary>Adds a text without some byte values.</summary>
    public void AddWithout(ReadOnlySpan<byte> text, SearchValues<byte> left)
    {
        while (!text.IsEmpty)
        {
            var at = text.IndexOfAny(left);
            Add(at < 0 ? text : text[..at]);
            text = at < 0 ? [] : text[(at + 1)..];
        }
    }

    /// <summary>Adds a stretch of what is in it already.</summary>
    public void AddAgain(int start, int length)
    {
        Reserve(length);
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(_length));
        _length += length;
    }

    /// <summary>Puts a text before what stands from an offset on.</summary>
    public void Insert(int start, ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        _bytes.AsSpan(start, _length - start).CopyTo(_bytes.AsSpan(start + text.Length));
        text.CopyTo(_bytes.AsSpan(start));
        _length += text.Length;
    }

    /// <summary>Takes a stretch out.</summary>
    public void Remove(int start, int length)
    {
        _bytes.AsSpan(start + length, _length - start - length).CopyTo(_bytes.AsSpan(start));
        _length -= length;
    }

    /// <summary>Writes one byte over each of some others, from an offset on.</summary>
    public void Replace(int start, ReadOnlySpan<byte> old, byte by)
    {
        foreach (ref var b in _bytes.AsSpan(start, _length - start))
            b = old.Contains(b) ? by : b;
    }

    /// <summary>Room for more bytes; what was written into it counts after <see cref="Advance"/>.</summary>
    public Span<byte> Room(int count)
    {
        Reserve(count);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Says how many bytes were written into the room.</summary>
    public void Advance(int count) => _length += count;

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
