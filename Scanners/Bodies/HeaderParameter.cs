using System.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Reads parameters of structured header values: <c>form-data; name="a"; filename=b</c> (RFC 9110
/// §5.6.6).</summary>
internal static class HeaderParameter
{
    /// <summary>The value of a parameter without its quotes, escapes left as they are; empty when it is not
    /// there.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        while (header.IndexOf((byte)';') is var start and >= 0)
        {
            header = header[(start + 1)..].TrimStart(" \t\r\n"u8);
            var equals = header.IndexOf((byte)'=');
            if (equals < 0)
            {
                break;
            }

            var found = header[..equals].Trim(" \t"u8);
            var value = Value(header[(equals + 1)..]);
            if (Ascii.EqualsIgnoreCase(found, name))
            {
                return value;
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        if (!text.IsEmpty && text[0] == '"')
        {
            var end = text[1..].IndexOf((byte)'"');
            return end < 0 ? text[1..] : text.Slice(1, end);
        }

        var stop = text.IndexOfAny(";\r\n"u8);
        return (stop < 0 ? text : text[..stop]).Trim(" \t"u8);
    }
}
