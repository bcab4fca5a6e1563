using System.Buffers.Binary;

namespace Pipelock.Evidence.Records;

/// <summary>Reads a record that <see cref="RecordWriter"/> built, field by field.</summary>
internal ref struct RecordReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins to read.</summary>
    public RecordReader(ReadOnlySpan<byte> record)
    {
        Event = (EventKind)record[0];
        UtcTicks = BinaryPrimitives.ReadInt64LittleEndian(record[1..]);
        _rest = record[(1 + sizeof(long))..];
    }

    /// <summary>The event.</summary>
    public EventKind Event { get; }

    /// <summary>When it happened.</summary>
    public long UtcTicks { get; }

    /// <summary>Name of the current field.</summary>
    public FieldName Name { get; private set; }

    /// <summary>Kind of the current field; says which of the other members holds its value.</summary>
    public FieldKind Kind { get; private set; }

    /// <summary>The value of a number in any of its forms; for a list, how many texts follow.</summary>
    public long Number { get; private set; }

    /// <summary>The value of a text or an address.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false at the end. After a list field, its texts must have been read.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        Name = (FieldName)_rest[0];
        Kind = (FieldKind)_rest[1];
        _rest = _rest[2..];
        switch (Kind)
        {
            case FieldKind.Text:
                Bytes = ListItem();
                break;
            case FieldKind.TextList:
                Number = _rest[0];
                _rest = _rest[1..];
                break;
            case FieldKind.Address:
                Bytes = _rest.Slice(1, _rest[0]);
                _rest = _rest[(1 + _rest[0])..];
                break;
            default:
                Number = BinaryPrimitives.ReadInt64LittleEndian(_rest);
                _rest = _rest[sizeof(long)..];
                break;
        }

        return true;
    }

    /// <summary>Reads the next text of the current list.</summary>
    public ReadOnlySpan<byte> ListItem()
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        var item = _rest.Slice(sizeof(ushort), length);
        _rest = _rest[(sizeof(ushort) + length)..];
        return item;
    }
}
