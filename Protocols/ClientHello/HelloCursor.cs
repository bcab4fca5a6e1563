using System.Buffers.Binary;

namespace Pipelock.Protocols.ClientHello;

/// <summary>Takes numbers and length-prefixed vectors from the front of a span (RFC 8446 §3).</summary>
internal ref struct HelloCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything was taken.</summary>
    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>Takes a fixed number of bytes; false, and nothing taken, when there are fewer.</summary>
    public bool TryTake(int length, out ReadOnlySpan<byte> bytes)
    {
        var fits = length <= _rest.Length;
        bytes = fits ? _rest[..length] : default;
        _rest = fits ? _rest[length..] : _rest;
        return fits;
    }

    /// <summary>Takes a two-byte number.</summary>
    public bool TryTakeUInt16(out ushort value)
    {
        var taken = TryTake(2, out var bytes);
        value = taken ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;
        return taken;
    }

    /// <summary>Takes a vector whose length stands in one byte before it.</summary>
    public bool TryTakeVector8(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return TryTake(1, out var length) && TryTake(length[0], out bytes);
    }

    /// <summary>Takes a vector whose length stands in two bytes before it.</summary>
    public bool TryTakeVector16(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return TryTakeUInt16(out var length) && TryTake(length, out bytes);
    }
}
