using System.Runtime.InteropServices;

namespace Pipelock.Evidence.Records;

/// <summary>A bounded queue of byte records: many producers, one consumer, no lock, no allocation.</summary>
/// <remarks>
/// <para>Records lie one behind the other, each with an eight-byte header: its length, written last, so that a
/// positive length means "complete", and its kind. A record never wraps; the rest of the ring is filled by a padding
/// record instead. The consumer zeroes what it has read before it gives the space back, so an unwritten header reads 0.
/// </para>
/// <para>A reserve at the end is open to urgent records only: what must not be lost is never refused because of
/// what may be.</para>
/// </remarks>
internal sealed class ByteRing
{
    private const int HeaderBytes = 8;
    private const int DataRecord = 1;
    private const int PaddingRecord = 2;

    private readonly byte[] _buffer;
    private readonly int _reserve;
    private Position _head;
    private Position _tail;

    /// <summary>Creates a ring of <paramref name="capacity"/> bytes, a power of two.</summary>
    /// <param name="capacity">All of it.</param>
    /// <param name="reserve">The part of it that only urgent records may fill.</param>
    public ByteRing(int capacity, int reserve)
    {
        if (capacity < 64 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "must be a power of two of at least 64");
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reserve, capacity);
        _buffer = new byte[capacity];
        _reserve = reserve;
    }

    /// <summary>Handles one record; the span is valid during the call only.</summary>
    public delegate void Handler(ReadOnlySpan<byte> record);

    /// <summary>Bytes claimed so far since the start; grows only.</summary>
    public long Claimed => Volatile.Read(ref _tail.Value);

    /// <summary>Bytes consumed so far since the start; grows only.</summary>
    public long Consumed => Volatile.Read(ref _head.Value);

    /// <summary>True when everything claimed has been consumed.</summary>
    public bool IsEmpty => Consumed == Claimed;

    /// <summary>True when more than half of what ordinary records may use is used.</summary>
    public bool IsHalfFull => Claimed - Consumed > (_buffer.Length - _reserve) / 2;

    /// <summary>Copies a record into the ring.</summary>
    /// <returns>False when there is no room for a record of this urgency.</returns>
    public bool TryWrite(ReadOnlySpan<byte> record, bool urgent)
    {
        var size = (HeaderBytes + record.Length + 7) & ~7;
        var limit = _buffer.Length - (urgent ? 0 : _reserve);
        int index, gap;
        while (true)
        {
            var head = Volatile.Read(ref _head.Value);
            var tail = Volatile.Read(ref _tail.Value);
            index = (int)(tail & (_buffer.Length - 1));
            gap = size > _buffer.Length - index ? _buffer.Length - index : 0;
            if (tail - head + gap + size > limit)
                return false;
            if (Interlocked.CompareExchange(ref _tail.Value, tail + gap + size, tail) == tail)
                break;
        }

        if (gap > 0)
        {
            Publish(index, gap, PaddingRecord, 0);
            index = 0;
        }

        record.CopyTo(_buffer.AsSpan(index + HeaderBytes));
        Publish(index, size, DataRecord, size - HeaderBytes - record.Length);
        return true;
    }

    /// <summary>Hands every complete record to <paramref name="handler"/>, in order, and frees them.</summary>
    /// <returns>How many there were.</returns>
    /// <remarks>One caller at a time.</remarks>
    public int Drain(Handler handler)
    {
        var count = 0;
        while (true)
        {
            var head = _head.Value;
            var index = (int)(head & (_buffer.Length - 1));
            var size = Volatile.Read(ref Header(index));
            if (size <= 0)
                return count;
            var kind = Header(index + 4);
            if ((kind & 0xff) == DataRecord)
            {
                handler(_buffer.AsSpan(index + HeaderBytes, size - HeaderBytes - (kind >> 8)));
                count++;
            }

            _buffer.AsSpan(index, size).Clear();
            Volatile.Write(ref _head.Value, head + size);
        }
    }

    private void Publish(int index, int size, int kind, int unusedTail)
    {
        Header(index + 4) = kind | (unusedTail << 8);
        Volatile.Write(ref Header(index), size);
    }

    private ref int Header(int index) => ref MemoryMarshal.AsRef<int>(_buffer.AsSpan(index, sizeof(int)));

    /// <summary>A counter alone on its cache lines: producers and the consumer do not disturb each other.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Position
    {
        [FieldOffset(64)]
        public long Value;
    }
}
