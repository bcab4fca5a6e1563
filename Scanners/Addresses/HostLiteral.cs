using System.Net;

namespace Pipelock.Scanners.Addresses;

/// <summary>
/// Reads a host as an IP address in every spelling that some resolver accepts: what inet_aton takes (one to four parts,
/// each decimal, octal or hexadecimal, the last one filling what is left), and IPv6 in all its forms.
/// </summary>
/// <remarks>Thread-safe, allocates nothing but the <see cref="IPAddress"/> where one is asked for.</remarks>
public static class HostLiteral
{
    /// <summary>Reads a host, without brackets; a trailing dot is the root and is ignored.</summary>
    public static bool TryParse(ReadOnlySpan<byte> host, out IPAddress address)
    {
        var isLiteral = TryParse(host, out IpBits bits);
        address = isLiteral ? bits.ToIPAddress() : IPAddress.None;
        return isLiteral;
    }

    /// <summary>The same without an object.</summary>
    public static bool TryParse(ReadOnlySpan<byte> host, out IpBits address)
    {
        if (host.Contains((byte)':'))
        {
            // A zone (RFC 4007 §11) selects an interface; the address before it is what has to be judged.
            var zone = host.IndexOf((byte)'%');
            var isIpv6 = TryParseIpv6(zone < 0 ? host : host[..zone], out var value);
            address = new IpBits(value, false);
            return isIpv6;
        }

        var isIpv4 = TryParseIpv4(host, out var bits);
        address = IpBits.V4(bits);
        return isIpv4;
    }

    /// <summary>
    /// Reads an IPv4 address in any spelling of inet_aton; also Go's <c>0b</c> and <c>0o</c> prefixes.
    /// </summary>
    public static bool TryParseIpv4(ReadOnlySpan<byte> host, out uint address) =>
        Ipv4Text.TryParse(host, octalIsDecimal: false, out address);

    /// <summary>
    /// The other reading of a host with leading zeros: some resolvers take <c>010</c> for ten, not for eight. False
    /// when there is no second reading.
    /// </summary>
    public static bool TryParseIpv4Decimal(ReadOnlySpan<byte> host, out uint address) =>
        Ipv4Text.TryParse(host, octalIsDecimal: true, out address);

    /// <summary>Reads an IPv6 address without brackets and zone (RFC 4291 §2.2).</summary>
    public static bool TryParseIpv6(ReadOnlySpan<byte> text, out UInt128 address) => Ipv6Text.TryParse(text,
        out address);

    /// <summary>
    /// True when the last label is a number, so that the host can only mean an IPv4 address (WHATWG URL §3.5).
    /// </summary>
    public static bool EndsInNumber(ReadOnlySpan<byte> host)
    {
        if (host.EndsWith("."u8))
            host = host[..^1];
        var last = host[(host.LastIndexOf((byte)'.') + 1)..];
        if (last.IsEmpty || !char.IsAsciiDigit((char)last[0]))
            return false;

        return !last.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || (last.Length >= 2 && last[0] == '0' && (last[1] | 0x20) == 'x' && IsHex(last[2..]));
    }

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit((char)c))
                return false;
        }

        return true;
    }
}
