using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Pipelock.Evidence.Records;

/// <summary>Builds one record, field by field, in the order of the log line.</summary>
/// <remarks>
/// A record is: event (1 byte), UTC ticks (8), then per field its name (1), kind (1) and value. Texts longer than a
/// field may be are cut at a character and marked, so a record always fits its buffer.
/// </remarks>
internal ref struct RecordWriter
{
    /// <summary>Longest kept text of an ordinary field, in bytes.</summary>
    public const int LongestText = 1024;

    /// <summary>Longest kept URL, in bytes.</summary>
    public const int LongestUrl = 4096;

    /// <summary>Most texts kept of a list.</summary>
    public const int LongestList = 16;

    /// <summary>Bytes of a buffer that every record fits into: a URL, a list and twelve texts.</summary>
    public const int BufferBytes = 32 * 1024;

    private static readonly byte[] s_cut = "…"u8.ToArray();

    private readonly Span<byte> _buffer;
    private int _length;

    /// <summary>Begins a record in <paramref name="buffer"/> (<see cref="BufferBytes"/> long).</summary>
    public RecordWriter(Span<byte> buffer, EventKind kind, long utcTicks)
    {
        _buffer = buffer;
        buffer[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(buffer[1..], utcTicks);
        _length = 1 + sizeof(long);
    }

    /// <summary>The record so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Adds a text given as bytes.</summary>
    public void Text(FieldName name, ReadOnlySpan<byte> value, int longest = LongestText)
    {
        Begin(name, FieldKind.Text);
        Bytes(value, longest);
    }

    /// <summary>Adds a text.</summary>
    public void Text(FieldName name, string value)
    {
        Begin(name, FieldKind.Text);
        String(value);
    }

    /// <summary>Adds a list of texts.</summary>
    public void TextList(FieldName name, ReadOnlySpan<string> values)
    {
        Begin(name, FieldKind.TextList);
        var count = Math.Min(values.Length, LongestList);
        _buffer[_length++] = (byte)count;
        for (var i = 0; i < count; i++)
            String(values[i]);
    }

    /// <summary>Adds an integer that is written as <paramref name="kind"/> says.</summary>
    public void Number(FieldName name, long value, FieldKind kind = FieldKind.Number)
    {
        Begin(name, kind);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[_length..], value);
        _length += sizeof(long);
    }

    /// <summary>Adds an IP address; null is written as an empty text.</summary>
    public void Address(FieldName name, IPAddress? value)
    {
        if (value is null)
        {
            Text(name, default(ReadOnlySpan<byte>));
            return;
        }

        Begin(name, FieldKind.Address);
        value.TryWriteBytes(_buffer[(_length + 1)..], out var written);
        _buffer[_length] = (byte)written;
        _length += 1 + written;
    }

    /// <summary>A part of the buffer to compose a text of the next field in; <see cref="Composed"/> ends it.</summary>
    public Span<byte> Compose(FieldName name, int longest)
    {
        Begin(name, FieldKind.Text);
        return _buffer.Slice(_length + sizeof(ushort), longest);
    }

    /// <summary>Ends a composed text of <paramref name="length"/> bytes.</summary>
    public void Composed(int length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[_length..], (ushort)length);
        _length += sizeof(ushort) + length;
    }

    private void Begin(FieldName name, FieldKind kind)
    {
        _buffer[_length] = (byte)name;
        _buffer[_length + 1] = (byte)kind;
        _length += 2;
    }

    private void Bytes(ReadOnlySpan<byte> value, int longest)
    {
        var room = _buffer[(_length + sizeof(ushort))..];
        Composed(Fit(value, room[..longest]));
    }

    private void String(string value)
    {
        var room = _buffer.Slice(_length + sizeof(ushort), LongestText);
        if (Encoding.UTF8.TryGetBytes(value, room, out var written))
        {
            Composed(written);
            return;
        }

        // Longer than a field may be: rare, so the detour over the allocator is of no matter.
        Composed(Fit(Encoding.UTF8.GetBytes(value), room));
    }

    /// <summary>Copies what fits; a longer text loses its end, at a character, to a mark.</summary>
    public static int Fit(ReadOnlySpan<byte> value, Span<byte> room)
    {
        if (value.Length <= room.Length)
        {
            value.CopyTo(room);
            return value.Length;
        }

        var kept = room.Length - s_cut.Length;
        while (kept > 0 && (value[kept] & 0xc0) == 0x80)
            kept--;
        value[..kept].CopyTo(room);
        s_cut.CopyTo(room[kept..]);
        return kept + s_cut.Length;
    }
}
