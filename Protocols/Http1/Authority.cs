using System.Buffers;
using System.Net;

namespace Pipelock.Protocols.Http1;

/// <summary>A syntactically valid <c>host[:port]</c> as spans over the text it was read from (RFC 3986 §3.2).</summary>
/// <remarks>
/// Narrower than RFC 3986 on purpose: a host is letters, digits, <c>- . _ ~</c> or a bracketed IPv6 address.
/// Percent-encoding, sub-delimiters and user information never occur in honest traffic and make parsers disagree.
/// </remarks>
public readonly ref struct Authority
{
    private static readonly SearchValues<byte> s_hostBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    private static readonly SearchValues<byte> s_ipv6Bytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    private Authority(ReadOnlySpan<byte> host, int port, bool isIpv6Literal)
    {
        Host = host;
        Port = port;
        IsIpv6Literal = isIpv6Literal;
    }

    /// <summary>The host, without brackets; never empty.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>The port, 1 to 65535, or -1 when none is given.</summary>
    public int Port { get; }

    /// <summary>Whether the host stood in brackets.</summary>
    public bool IsIpv6Literal { get; }

    /// <summary>Reads <c>host</c>, <c>host:</c>, <c>host:port</c>, <c>[v6]</c> or <c>[v6]:port</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Authority authority)
    {
        authority = default;
        var isIpv6Literal = !text.IsEmpty && text[0] == '[';
        ReadOnlySpan<byte> host;
        ReadOnlySpan<byte> rest;
        if (isIpv6Literal)
        {
            var close = text.IndexOf((byte)']');
            if (close < 0)
            {
                return false;
            }

            host = text[1..close];
            rest = text[(close + 1)..];
            if (host.ContainsAnyExcept(s_ipv6Bytes) || !IPAddress.IsValidUtf8(host) || !host.Contains((byte)':'))
            {
                return false;
            }
        }
        else
        {
            var end = text.IndexOfAnyExcept(s_hostBytes);
            host = end < 0 ? text : text[..end];
            rest = end < 0 ? default : text[end..];
            if (host.IsEmpty)
            {
                return false;
            }
        }

        if (!TryParsePort(rest, out var port))
        {
            return false;
        }

        authority = new Authority(host, port, isIpv6Literal);
        return true;
    }

    private static bool TryParsePort(ReadOnlySpan<byte> rest, out int port)
    {
        port = -1;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != ':')
        {
            return false;
        }

        // RFC 3986 §3.2.3 lets the digits be absent: the default port of the scheme.
        var digits = rest[1..];
        if (digits.IsEmpty)
        {
            return true;
        }

        if (digits.Length > 5)
        {
            return false;
        }

        port = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            port = (port * 10) + (digit - '0');
        }

        return port is >= 1 and <= 65535;
    }
}
