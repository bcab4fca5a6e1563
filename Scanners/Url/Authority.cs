using System.Buffers;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Url;

/// <summary>
/// The part of a URL between <c>//</c> and the path: who is talked to (RFC 3986 §3.2), read strictly.
/// </summary>
internal readonly ref struct Authority
{
    /// <summary>RFC 1035 §2.3.4: a name has at most 253 visible characters.</summary>
    private const int MaxHostLength = 253;

    /// <summary>RFC 1035 §2.3.4.</summary>
    private const int MaxLabelLength = 63;

    // Letters, digits, hyphen and dot by RFC 1123 §2.1; the underscore because service names in use have it.
    private static readonly SearchValues<byte> s_nameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789"u8);

    /// <summary>What stands before the <c>@</c>.</summary>
    public ReadOnlySpan<byte> UserInfo { get; private init; }

    /// <summary>The host without brackets.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>The host stood in brackets.</summary>
    public bool IsIpv6Literal { get; private init; }

    /// <summary>The port, the scheme's own when none was written.</summary>
    public int Port { get; private init; }

    /// <summary>A port was written.</summary>
    public bool HasExplicitPort { get; private init; }

    /// <summary>Reads an authority; <paramref name="problem"/> is null exactly when it is acceptable.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> text, int defaultPort, out Authority authority, out string? problem)
    {
        authority = default;
        ReadOnlySpan<byte> userInfo = [];
        var at = text.IndexOf((byte)'@');
        if (at >= 0)
        {
            userInfo = text[..at];
            text = text[(at + 1)..];
            if (text.Contains((byte)'@'))
                return Fail("URL has more than one @ before the path, so its host is ambiguous", out problem);
        }

        var bracketed = text.StartsWith("["u8);
        ReadOnlySpan<byte> host;
        ReadOnlySpan<byte> port;
        if (bracketed)
        {
            var close = text.IndexOf((byte)']');
            if (close < 0)
                return Fail("the IPv6 address has no closing bracket", out problem);

            host = text[1..close];
            port = text[(close + 1)..];
            if (!port.IsEmpty && port[0] != ':')
                return Fail("something other than a port follows the IPv6 address", out problem);
        }
        else
        {
            var colon = text.IndexOf((byte)':');
            host = colon < 0 ? text : text[..colon];
            port = colon < 0 ? [] : text[colon..];
        }

        problem = bracketed ? CheckIpv6(host) : CheckName(host);
        if (problem is not null)
            return false;

        // RFC 3986 §3.2.3: the colon may stand without digits and then means the default.
        var number = defaultPort;
        var hasPort = port.Length > 1;
        if (hasPort && !TryReadPort(port[1..], out number))
            return Fail("the port is not a number from 1 to 65535", out problem);

        authority = new Authority
        {
            UserInfo = userInfo,
            Host = host,
            IsIpv6Literal = bracketed,
            Port = number,
            HasExplicitPort = hasPort,
        };
        return true;
    }

    private static bool Fail(string sentence, out string? problem)
    {
        problem = sentence;
        return false;
    }

    private static string? CheckIpv6(ReadOnlySpan<byte> host)
    {
        if (host.Contains((byte)'%'))
            return "the IPv6 address has a zone id, which means something on one link only (RFC 6874)";

        return HostLiteral.TryParseIpv6(host, out _) ? null : "what stands in brackets is no IPv6 address";
    }

    private static string? CheckName(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty)
            return "URL has no host";

        var strange = host.IndexOfAnyExcept(s_nameBytes);
        if (strange >= 0)
        {
            return host[strange] switch
            {
                (byte)'%' => "the host is percent-encoded; write it plainly",
                >= 0x80 => "the host is not ASCII; write it in its xn-- form (RFC 5891)",
                _ => "the host has a character that no host name may have",
            };
        }

        var name = host[^1] == '.' ? host[..^1] : host;
        if (name.Length > MaxHostLength)
            return "the host is longer than 253 characters (RFC 1035 §2.3.4)";

        for (var rest = name; ;)
        {
            var dot = rest.IndexOf((byte)'.');
            var length = dot < 0 ? rest.Length : dot;
            if (length == 0)
                return "the host has an empty label";
            if (length > MaxLabelLength)
                return "a label of the host is longer than 63 characters (RFC 1035 §2.3.4)";
            if (dot < 0)
                break;
            rest = rest[(dot + 1)..];
        }

        // WHATWG URL §3.5: a host that ends in a number is an IPv4 address or nothing.
        return HostLiteral.EndsInNumber(name) && !HostLiteral.TryParseIpv4(name, out _)
            ? "the host ends in a number but is no IPv4 address"
            : null;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> digits, out int port)
    {
        port = 0;
        if (digits.Length > 5 || digits.ContainsAnyExcept(s_digits))
            return false;

        foreach (var digit in digits)
            port = (port * 10) + digit - '0';
        return port is >= 1 and <= 65535;
    }
}
