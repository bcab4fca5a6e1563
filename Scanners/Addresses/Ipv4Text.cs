namespace Pipelock.Scanners.Addresses;

/// <summary>The spellings of an IPv4 address (POSIX inet_addr, "Internet address manipulation").</summary>
internal static class Ipv4Text
{
    /// <summary>Reads one to four dotted numbers.</summary>
    /// <param name="text">The host; one trailing dot is accepted.</param>
    /// <param name="octalIsDecimal">Read a leading zero as nothing instead of as octal.</param>
    /// <param name="address">The address in host order.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool octalIsDecimal, out uint address)
    {
        address = 0;
        if (text.IsEmpty || !char.IsAsciiDigit((char)text[0]))
            return false;
        if (text[^1] == '.')
            text = text[..^1];

        ulong gathered = 0;
        for (var part = 0; part < 4; part++)
        {
            var dot = text.IndexOf((byte)'.');
            if (!TryReadNumber(dot < 0 ? text : text[..dot], octalIsDecimal, out var number))
                return false;

            if (dot < 0)
            {
                // The last part fills every byte that is left: 127.1 is 127.0.0.1.
                var bits = 32 - (8 * part);
                if (number > (1UL << bits) - 1)
                    return false;

                address = (uint)((gathered << bits) | number);
                return true;
            }

            if (number > 255)
                return false;

            gathered = (gathered << 8) | number;
            text = text[(dot + 1)..];
        }

        return false;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, bool octalIsDecimal, out uint number)
    {
        number = 0;
        if (text.IsEmpty)
            return false;

        uint radix = 10;
        if (text.Length > 1 && text[0] == '0')
        {
            int prefix;
            (radix, prefix) = (text[1] | 0x20) switch
            {
                'x' => (16u, 2),
                'b' => (2u, 2),
                'o' => (8u, 2),
                _ => (octalIsDecimal ? 10u : 8u, 1),
            };
            text = text[prefix..];
        }

        // inet_aton takes "0x" alone for zero.
        ulong value = 0;
        foreach (var c in text)
        {
            uint digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => (uint)(c - '0'),
                >= (byte)'a' and <= (byte)'f' => (uint)(c - 'a' + 10),
                >= (byte)'A' and <= (byte)'F' => (uint)(c - 'A' + 10),
                _ => 99,
            };
            if (digit >= radix)
                return false;

            value = (value * radix) + digit;
            if (value > uint.MaxValue)
                return false;
        }

        number = (uint)value;
        return true;
    }
}
