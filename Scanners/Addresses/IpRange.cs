using System.Globalization;
using System.Text;

namespace Pipelock.Scanners.Addresses;

/// <summary>A range of addresses of one family, both ends included.</summary>
/// <param name="First">Lowest address.</param>
/// <param name="Last">Highest address.</param>
public readonly record struct IpRange(IpBits First, IpBits Last)
{
    /// <summary>An IPv6 address that only wraps an IPv4 one lies in ::ffff:0:0/96 (RFC 4291 §2.5.5.2).</summary>
    private const int MappedPrefixLength = 96;

    /// <summary>
    /// Reads CIDR notation, or a single address; a range within ::ffff:0:0/96 becomes its IPv4 range.
    /// </summary>
    /// <exception cref="FormatException">It is neither; the message quotes it.</exception>
    public static IpRange Parse(string cidr)
    {
        var slash = cidr.IndexOf('/');
        var text = slash < 0 ? cidr : cidr[..slash];
        Span<byte> ascii = stackalloc byte[64];
        if (text.Length > ascii.Length
            || Encoding.ASCII.GetBytes(text, ascii) is var length && !HostLiteral.TryParse(ascii[..length],
                out IpBits bits))
        {
            throw new FormatException($"\"{cidr}\" is no address range; write it like 10.0.0.0/8 or fc00::/7");
        }

        var width = bits.IsIpv4 ? 32 : 128;
        var prefix = width;
        if (slash >= 0
            && (!int.TryParse(cidr.AsSpan(slash + 1), NumberStyles.None, null, out prefix) || prefix > width))
        {
            throw new FormatException($"\"{cidr}\" has no prefix length from 0 to {width} after the slash");
        }

        if (!bits.IsIpv4 && prefix >= MappedPrefixLength && bits.Value >> 32 == 0xffff)
        {
            bits = IpBits.V4((uint)bits.Value);
            prefix -= MappedPrefixLength;
            width = 32;
        }

        var hostMask = prefix == width ? UInt128.Zero : (UInt128.One << (width - prefix)) - 1;
        if (prefix == 0 && width == 128)
            hostMask = UInt128.MaxValue;
        var first = bits.Value & ~hostMask;
        return new IpRange(bits with { Value = first }, bits with { Value = first | hostMask });
    }
}
