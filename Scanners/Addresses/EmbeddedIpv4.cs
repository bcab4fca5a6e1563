namespace Pipelock.Scanners.Addresses;

/// <summary>
/// Finds the IPv4 addresses that an IPv6 address stands for, by every transition mechanism that embeds them.
/// </summary>
internal static class EmbeddedIpv4
{
    private static readonly UInt128 s_nat64 = (UInt128)0x0064_ff9b << 96;

    /// <summary>Writes the embedded addresses (at most two) and says how many there are.</summary>
    public static int Unwrap(UInt128 address, Span<uint> embedded)
    {
        var low = (uint)address;
        var above = address >> 32;

        // ::ffff:a.b.c.d mapped and ::a.b.c.d compatible (RFC 4291 §2.5.5), ::ffff:0:a.b.c.d translated (RFC 2765
        // §2.1), 64:ff9b::a.b.c.d (RFC 6052 §2.1). :: and ::1 are 0.0.0.0 and 0.0.0.1 by this, both in 0.0.0.0/8.
        if (above == 0 || above == 0xffff || above == 0xffff_0000 || above == s_nat64 >> 32)
        {
            embedded[0] = low;
            return 1;
        }

        // 6to4 carries it behind its prefix (RFC 3056 §2).
        if ((uint)(address >> 112) == 0x2002)
        {
            embedded[0] = (uint)(address >> 80);
            return 1;
        }

        // Teredo: the server in clear, the client inverted (RFC 4380 §4).
        if ((uint)(address >> 96) == 0x2001_0000)
        {
            embedded[0] = (uint)(address >> 64);
            embedded[1] = ~low;
            return 2;
        }

        // ISATAP: the interface id is 0:5efe or 200:5efe and the address (RFC 5214 §6.1).
        if (((uint)(address >> 32) & 0xfdff_ffff) == 0x0000_5efe)
        {
            embedded[0] = low;
            return 1;
        }

        return 0;
    }
}
