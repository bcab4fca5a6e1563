namespace Pipelock.Protocols.Http1;

/// <summary>
/// The field lines of one message in the order they came: spans over the buffer of the head (or trailer section) that
/// owns them, valid until that owner parses again, is reset or disposed. Not thread-safe.
/// </summary>
public sealed class HeaderFields
{
    private const int InitialCapacity = 32;

    private byte[] _buffer = [];
    private FieldSlice[] _slices = new FieldSlice[InitialCapacity];

    internal HeaderFields()
    {
    }

    /// <summary>Number of field lines.</summary>
    public int Count { get; private set; }

    /// <summary>The slices, for the rules that mark or read them.</summary>
    internal Span<FieldSlice> Slices => _slices.AsSpan(0, Count);

    /// <summary>The name of a field as sent; never empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public ReadOnlySpan<byte> Name(int index)
    {
        ref readonly var slice = ref At(index);
        return _buffer.AsSpan(slice.NameStart, slice.NameLength);
    }

    /// <summary>
    /// The value of a field without the whitespace around it; may be empty, may hold bytes above 0x7F.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public ReadOnlySpan<byte> Value(int index)
    {
        ref readonly var slice = ref At(index);
        return _buffer.AsSpan(slice.ValueStart, slice.ValueLength);
    }

    /// <summary>Which field it is, or <see cref="KnownHeader.None"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public KnownHeader Known(int index) => At(index).Known;

    /// <summary>
    /// Whether the field ends at this hop: by name, or because <c>Connection</c> lists it (RFC 9110 §7.6.1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public bool IsHopByHop(int index) => At(index).HopByHop;

    /// <summary>Finds the first field of that kind.</summary>
    public bool TryFind(KnownHeader header, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_slices[i].Known == header)
            {
                value = Value(i);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Fields added so far; they show only once published.</summary>
    internal int Pending { get; private set; }

    internal void Clear()
    {
        Count = 0;
        Pending = 0;
        _buffer = [];
    }

    /// <summary>Shows the added fields, whose slices refer to this buffer.</summary>
    internal void Publish(byte[] buffer)
    {
        _buffer = buffer;
        Count = Pending;
    }

    internal void Add(in FieldSlice slice)
    {
        if (Pending == _slices.Length)
        {
            Array.Resize(ref _slices, Pending * 2);
        }

        _slices[Pending++] = slice;
    }

    private ref readonly FieldSlice At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref _slices[index];
    }
}
