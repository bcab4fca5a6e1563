using System.Net;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Formats;

/// <summary>Writes the values both formats write alike.</summary>
internal static class ValueText
{
    /// <summary>Appends the current field's value where it is a number; false where it is a text.</summary>
    public static bool TryAppendNumber(LineBuffer line, in RecordReader record)
    {
        switch (record.Kind)
        {
            case FieldKind.Number:
                line.Append(record.Number);
                return true;
            case FieldKind.Nanoseconds:
                Fraction(line, record.Number, 1_000_000);
                return true;
            case FieldKind.Thousandths:
                Fraction(line, record.Number, 1_000);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Appends the current field's value where it is a text in one of its forms, without quotes.</summary>
    public static void AppendText(LineBuffer line, in RecordReader record)
    {
        switch (record.Kind)
        {
            case FieldKind.RequestId:
                line.Append("req-"u8);
                line.Append(record.Number);
                break;
            case FieldKind.Address:
                AppendAddress(line, record.Bytes);
                break;
            default:
                SafeText.Append(line, record.Bytes);
                break;
        }
    }

    /// <summary>Appends the moment as RFC 3339 in whole seconds of UTC.</summary>
    public static void AppendTime(LineBuffer line, long utcTicks) =>
        line.Append(new DateTime(utcTicks, DateTimeKind.Utc), "yyyy-MM-ddTHH:mm:ssZ");

    private static void AppendAddress(LineBuffer line, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 4)
        {
            var address = new IPAddress(bytes);
            line.Append(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, default);
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            if (i > 0)
                line.Append((byte)'.');
            line.Append(bytes[i] + 0L);
        }
    }

    /// <summary>Appends <paramref name="value"/> divided by a power of ten, exactly, without trailing zeros.</summary>
    private static void Fraction(LineBuffer line, long value, long unit)
    {
        line.Append(value / unit);
        var rest = Math.Abs(value % unit);
        if (rest == 0)
            return;
        line.Append((byte)'.');
        for (var digit = unit / 10; rest > 0; digit /= 10)
        {
            line.Append((byte)('0' + (rest / digit)));
            rest %= digit;
        }
    }
}
