using System.Net;

namespace Pipelock.Config.Validation;

/// <summary>Address ranges in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3).</summary>
internal static class CidrRange
{
    /// <summary>Why <paramref name="text"/> is no range; null when it is one.</summary>
    /// <param name="text">The entry.</param>
    /// <param name="exact">Refuse bits set outside the prefix instead of ignoring them.</param>
    public static string? Problem(string text, bool exact = false)
    {
        if (!TryParse(text, out var network, out var hasHostBits))
            return "must be an address range such as 10.0.0.0/8";
        if (!exact)
            return null;
        if (network.PrefixLength == 0)
            return "must not be a range of length 0, which is every address";
        return hasHostBits ? "has bits set outside its prefix; write the first address of the range" : null;
    }

    /// <summary>Reads a range; bits outside the prefix are cleared and reported.</summary>
    public static bool TryParse(string text, out IPNetwork network, out bool hasHostBits)
    {
        network = default;
        hasHostBits = false;
        var slash = text.IndexOf('/');
        if (slash < 0 || !TryParseAddress(text.AsSpan(0, slash), out var address))
            return false;
        var digits = text.AsSpan(slash + 1);
        var bytes = address.GetAddressBytes();
        if (digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (digits.Length > 1 && digits[0] == '0')
            return false;
        var length = int.Parse(digits);
        if (length > bytes.Length * 8)
            return false;

        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            var mask = (byte)(0x80 >> (bit % 8));
            hasHostBits |= (bytes[bit / 8] & mask) != 0;
            bytes[bit / 8] &= (byte)~mask;
        }

        network = new IPNetwork(new IPAddress(bytes), length);
        return true;
    }

    // IPAddress.TryParse takes "10", "0x7f.1" and a zone id as well; a range must be spelled out.
    private static bool TryParseAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        if (!IPAddress.TryParse(text, out address!) || text.Contains('%') || text.Contains('['))
            return false;
        return text.Contains(':') || address.ToString().AsSpan().SequenceEqual(text);
    }
}
