using System.Globalization;

namespace Pipelock.Scanners.Addresses;

/// <summary>
/// Finds an IPv4 address written into a host name: <c>127.0.0.1.nip.io</c>, <c>10-0-0-1.sslip.io</c>. Public zones
/// answer such names with the address in them, so the name is as good as the literal.
/// </summary>
internal static class NumericNames
{
    // Zones that answer with an address taken from the name, in dotted, dashed or hexadecimal form.
    private static readonly HostPatterns s_zones = new(
    [
        "*.nip.io", "*.sslip.io", "*.xip.io", "*.traefik.me", "*.backname.io", "*.rbndr.us", "*.1u.ms",
        "*.ip.addr.tools", "*.getip.li", "*.myip.is", "*.nip.zone", "*.ipq.co", "*.local-ip.co", "*.my.local-ip.co",
        "*.local-ip.sh", "*.localip.co", "*.xip.name", "*.vcap.me", "*.dns.army", "*.plex.direct",
    ]);

    /// <summary>Looks for an address in a name that <paramref name="rules"/> count as internal.</summary>
    public static bool TryFind(ReadOnlySpan<byte> host, AddressRules rules, out uint address)
    {
        address = 0;
        if (host.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
            return false;

        var anyForm = s_zones.Contains(host);
        for (var start = 0; start < host.Length; start++)
        {
            var atBoundary = start == 0 || host[start - 1] is (byte)'.' or (byte)'-';
            if (!atBoundary || !char.IsAsciiHexDigit((char)host[start]))
                continue;

            // Dots alone prove it on any zone: nobody names four labels 10, 0, 0 and 1 for another reason.
            if (TryReadQuad(host[start..], (byte)'.', out address) && rules.IsInternal(address))
                return true;
            if (!anyForm)
                continue;
            if (TryReadQuad(host[start..], (byte)'-', out address) && rules.IsInternal(address))
                return true;
            if (TryReadHex(host[start..], out address) && rules.IsInternal(address))
                return true;
        }

        address = 0;
        return false;
    }

    private static bool TryReadQuad(ReadOnlySpan<byte> text, byte separator, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var length = 0;
            uint number = 0;
            while (length < text.Length && length < 4 && char.IsAsciiDigit((char)text[length]))
                number = (number * 10) + (uint)(text[length++] - '0');

            if (length is 0 or > 3 || number > 255)
                return false;

            var ends = part < 3
                ? length < text.Length && text[length] == separator
                : length == text.Length || text[length] is (byte)'.' or (byte)'-';
            if (!ends)
                return false;

            address = (address << 8) | number;
            text = part < 3 ? text[(length + 1)..] : text;
        }

        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        const int Length = 8;
        if (text.Length < Length || (text.Length > Length && text[Length] is not ((byte)'.' or (byte)'-')))
            return false;

        return uint.TryParse(text[..Length], NumberStyles.AllowHexSpecifier, null, out address);
    }
}
