using System.Buffers.Text;
using System.Diagnostics;

namespace Pipelock.Protocols.Http1;

/// <summary>Appends to a span that is known to be large enough.</summary>
internal ref struct ByteWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Written { get; private set; }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Written..]);
        Written += bytes.Length;
    }

    /// <summary>Appends a decimal number.</summary>
    public void Append(long number)
    {
        var fits = Utf8Formatter.TryFormat(number, _destination[Written..], out var length);
        Debug.Assert(fits, "The size was computed from the same number.");
        Written += length;
    }

    /// <summary>Appends one field line.</summary>
    public void AppendField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Append(name);
        Append(": "u8);
        Append(value);
        Append("\r\n"u8);
    }

    /// <summary>What one field line takes.</summary>
    public static int FieldSize(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name.Length + value.Length + 4;

    /// <summary>What a decimal number takes.</summary>
    public static int NumberSize(long number)
    {
        var digits = 1;
        for (; number >= 10; number /= 10)
        {
            digits++;
        }

        return digits;
    }
}
