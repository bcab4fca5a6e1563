using System.Buffers;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Bodies;

/// <summary>Puts the fields of a body one after the other, to see what was cut into several of them.</summary>
/// <remarks>
/// Values are written as lines and read by <see cref="LineJoiner"/>: only the words at the borders are joined, so a
/// body of prose costs next to nothing and spells nothing new. Not thread-safe.
/// </remarks>
internal sealed class FieldText
{
    private byte[] _lines = [];
    private byte[] _joined = [];

    /// <summary>The words that go over the borders of fields. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Join<TReader>(ref TReader fields, int bodyLength)
        where TReader : IFieldReader, allows ref struct
    {
        // Line breaks take the room of the syntax between fields.
        Ensure(ref _lines, bodyLength + 1);
        int written = 0;
        int pieces = 0;
        while (fields.MoveNext() && written + fields.Raw.Length < _lines.Length)
        {
            if (fields.IsPiece)
            {
                written += fields.Decode(_lines.AsSpan(written));
                _lines[written++] = (byte)'\n';
                pieces++;
            }
        }

        if (pieces < 2)
        {
            return default;
        }

        Ensure(ref _joined, written);
        return _joined.AsSpan(0, LineJoiner.Join(_lines.AsSpan(0, written), _joined));
    }

    /// <summary>The decoded value of one field. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Decode<TReader>(ref TReader field)
        where TReader : IFieldReader, allows ref struct
    {
        Ensure(ref _lines, field.Raw.Length);
        return _lines.AsSpan(0, field.Decode(_lines));
    }

    /// <summary>Gives the memory back.</summary>
    internal void Release()
    {
        Ensure(ref _lines, 0);
        Ensure(ref _joined, 0);
    }

    private static void Ensure(ref byte[] buffer, int length)
    {
        if (length != 0 && buffer.Length >= length)
        {
            return;
        }

        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = length == 0 ? [] : ArrayPool<byte>.Shared.Rent(length);
    }
}
