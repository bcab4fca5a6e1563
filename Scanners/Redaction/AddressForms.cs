using System.Net;
using System.Net.Sockets;
using static Pipelock.Scanners.Redaction.RedactionClasses;

namespace Pipelock.Scanners.Redaction;

/// <summary>Addresses of machines and networks.</summary>
internal static class AddressForms
{
    private const int LongestIpv6 = 39;

    internal static int Ipv4(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsAsciiDigit(text[at]) || IsWord(text, at - 1) || IsNumber(text, at - 1))
            return 0;
        var end = at;
        for (var octet = 0; octet < 4; octet++)
        {
            if (octet > 0 && (end >= text.Length || text[end++] != '.'))
                return 0;
            var value = 0;
            var start = end;
            while (end < text.Length && char.IsAsciiDigit(text[end]) && end - start < 3)
                value = (value * 10) + (text[end++] - '0');
            if (end == start || value > 255)
                return 0;
        }

        return IsWord(text, end) || (IsNumber(text, end) && IsWord(text, end + 1)) ? 0 : end - at;
    }

    internal static int Network(ReadOnlySpan<char> text, int at)
    {
        var address = Ipv4(text, at);
        if (address == 0 || at + address >= text.Length || text[at + address] != '/')
            return 0;
        var digits = at + address + 1;
        var end = digits;
        var bits = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - digits < 2)
            bits = (bits * 10) + (text[end++] - '0');
        return end > digits && bits <= 32 && !IsWord(text, end) ? end - at : 0;
    }

    internal static int Ipv6(ReadOnlySpan<char> text, int at)
    {
        if (!IsPart(text, at) || IsPart(text, at - 1) || IsWord(text, at - 1))
            return 0;
        var length = 0;
        while (length <= LongestIpv6 && IsPart(text, at + length))
            length++;
        // A colon behind the address belongs to the sentence.
        if (length > 1 && text[at + length - 1] == ':' && text[at + length - 2] != ':')
            length--;
        var candidate = text.Slice(at, length);
        return length is > 2 and <= LongestIpv6 && !IsWord(text, at + length) && candidate.Count(':') >= 2
            && (candidate.Contains("::", StringComparison.Ordinal) || candidate.Count(':') == 7)
            && IPAddress.TryParse(candidate, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6 ? length : 0;
    }

    internal static int Mac(ReadOnlySpan<char> text, int at)
    {
        const int Length = 17;
        if (text.Length - at < Length || IsWord(text, at - 1) || IsWord(text, at + Length)
            || (at > 0 && text[at - 1] is (':' or '-'))
                || (at + Length < text.Length && text[at + Length] is (':' or '-')))
            return 0;
        var separator = text[at + 2];
        if (separator is not (':' or '-'))
            return 0;
        for (var i = 0; i < Length; i++)
        {
            if (i % 3 == 2 ? text[at + i] != separator : !char.IsAsciiHexDigit(text[at + i]))
                return 0;
        }

        return Length;
    }

    private static bool IsPart(ReadOnlySpan<char> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsAsciiHexDigit(text[at]) || text[at] == ':');

    private static bool IsNumber(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && text[at] == '.';
}
