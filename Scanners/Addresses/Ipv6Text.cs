namespace Pipelock.Scanners.Addresses;

/// <summary>The text form of an IPv6 address (RFC 4291 §2.2), without brackets and zone.</summary>
internal static class Ipv6Text
{
    private const int Groups = 8;

    /// <summary>
    /// Reads eight groups of up to four hex digits, one run of zeros left out, IPv4 notation at the end.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        Span<ushort> groups = stackalloc ushort[Groups];
        var count = 0;
        var gap = -1;
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            if (count == Groups)
                return false;

            var colon = text.IndexOf((byte)':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && group.Contains((byte)'.'))
            {
                if (count > Groups - 2 || !TryReadDotted(group, out var tail))
                    return false;

                groups[count++] = (ushort)(tail >> 16);
                groups[count++] = (ushort)tail;
                break;
            }

            if (!TryReadGroup(group, out groups[count]))
                return false;

            count++;
            if (colon < 0)
                break;

            text = text[(colon + 1)..];
            if (text.StartsWith(":"u8))
            {
                if (gap >= 0)
                    return false;

                gap = count;
                text = text[1..];
            }
            else if (text.IsEmpty)
            {
                return false;
            }
        }

        // RFC 5952 §4.2.2 asks writers not to shorten a single group; readers must accept it.
        if (gap < 0 ? count != Groups : count >= Groups)
            return false;

        for (var i = 0; i < Groups; i++)
        {
            var zeros = Groups - count;
            var group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? (ushort)0 : groups[i - zeros];
            address = (address << 16) | group;
        }

        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<byte> text, out ushort group)
    {
        group = 0;
        if (text.Length is 0 or > 4)
            return false;

        foreach (var c in text)
        {
            var digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
                return false;

            group = (ushort)((group << 4) | digit);
        }

        return true;
    }

    // The IPv4 notation inside IPv6 is the plain one: four decimal numbers.
    private static bool TryReadDotted(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var dot = text.IndexOf((byte)'.');
            var digits = dot < 0 ? text : text[..dot];
            if (digits.Length is 0 or > 3 || (dot < 0) != (part == 3))
                return false;

            uint number = 0;
            foreach (var c in digits)
            {
                if (!char.IsAsciiDigit((char)c))
                    return false;
                number = (number * 10) + (uint)(c - '0');
            }

            if (number > 255)
                return false;

            address = (address << 8) | number;
            text = dot < 0 ? [] : text[(dot + 1)..];
        }

        return true;
    }
}
