using System.Buffers;

namespace Pipelock.Scanners.Url;

/// <summary>
/// An absolute URL taken apart, as slices of the bytes it came in. The only URL parser of the product: what is judged
/// is what is requested, so there can be no difference between two readings.
/// </summary>
/// <remarks>
/// Strict by RFC 3986 for http, https, ws and wss. Of any other scheme only the scheme is understood, so that the layer
/// that refuses it can name it; <see cref="Host"/> is then empty. Costs no allocation.
/// </remarks>
public readonly ref struct UrlParts
{
    // RFC 3986 §2: a URL has no control characters and no spaces. A backslash is a slash to some parsers only.
    private static readonly SearchValues<byte> s_forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(i => (byte)i), 0x7f, (byte)'\\']);

    private static readonly SearchValues<byte> s_schemeBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    private UrlParts(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> scheme)
    {
        Raw = raw;
        Scheme = scheme;
        HasEscapes = raw.Contains((byte)'%');
    }

    /// <summary>The whole URL as received.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>The scheme without its colon, in the case it arrived in.</summary>
    public ReadOnlySpan<byte> Scheme { get; }

    /// <summary>What stands before the <c>@</c>, empty when there is none.</summary>
    public ReadOnlySpan<byte> UserInfo { get; private init; }

    /// <summary>The host without brackets, in the case it arrived in; may end in the root's dot.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>The host stood in brackets.</summary>
    public bool IsIpv6Literal { get; private init; }

    /// <summary>The port, 1 to 65535; the scheme's own when none was written, 0 for schemes we do not speak.</summary>
    public int Port { get; private init; }

    /// <summary>A port was written.</summary>
    public bool HasExplicitPort { get; private init; }

    /// <summary>The path with its leading slash, possibly empty, percent triplets untouched.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    /// <summary>The query without its question mark.</summary>
    public ReadOnlySpan<byte> Query { get; private init; }

    /// <summary>The fragment without its number sign.</summary>
    public ReadOnlySpan<byte> Fragment { get; private init; }

    /// <summary>A percent sign is somewhere in it.</summary>
    internal bool HasEscapes { get; }

    /// <summary>True for http and https, the schemes a proxy may fetch.</summary>
    public bool IsHttp => DefaultPort(Scheme) != 0 && (Scheme[0] | 0x20) == 'h';

    /// <summary>Takes a URL apart.</summary>
    /// <param name="raw">The URL; nothing else may stand around it.</param>
    /// <param name="parts">
    /// Its parts, slices of <paramref name="raw"/>; valid only when the method returns true.
    /// </param>
    /// <param name="problem">What is wrong with it, a sentence that quotes nothing of it; null when nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> raw, out UrlParts parts, out string? problem)
    {
        parts = default;
        problem = FindForbidden(raw);
        if (problem is not null)
            return false;

        var colon = raw.IndexOf((byte)':');
        if (colon <= 0 || !char.IsAsciiLetter((char)raw[0]) || raw[..colon].ContainsAnyExcept(s_schemeBytes))
        {
            problem = "URL has no scheme; write it absolute, for example https://host/path";
            return false;
        }

        parts = new UrlParts(raw, raw[..colon]);
        var rest = raw[(colon + 1)..];
        var defaultPort = DefaultPort(parts.Scheme);
        if (defaultPort == 0)
        {
            parts = parts with { Path = rest };
            return true;
        }

        if (!rest.StartsWith("//"u8))
        {
            problem = "the scheme is not followed by //";
            return false;
        }

        rest = rest[2..];
        var authorityEnd = rest.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        rest = authorityEnd < 0 ? [] : rest[authorityEnd..];
        if (!Authority.TryParse(authority, defaultPort, out var host, out problem))
            return false;

        var hash = rest.IndexOf((byte)'#');
        var fragment = hash < 0 ? [] : rest[(hash + 1)..];
        rest = hash < 0 ? rest : rest[..hash];
        var question = rest.IndexOf((byte)'?');
        parts = parts with
        {
            UserInfo = host.UserInfo,
            Host = host.Host,
            IsIpv6Literal = host.IsIpv6Literal,
            Port = host.Port,
            HasExplicitPort = host.HasExplicitPort,
            Path = question < 0 ? rest : rest[..question],
            Query = question < 0 ? [] : rest[(question + 1)..],
            Fragment = fragment,
        };
        return true;
    }

    private static string? FindForbidden(ReadOnlySpan<byte> raw)
    {
        var at = raw.IndexOfAny(s_forbidden);
        if (at < 0)
            return raw.IsEmpty ? "URL is empty" : null;

        return raw[at] switch
        {
            (byte)'\r' or (byte)'\n' => "URL contains a raw line break",
            (byte)' ' => "URL contains a space; write %20",
            (byte)'\\' => @"URL contains a backslash, which some parsers take for a slash; write %5C",
            _ => "URL contains a raw control character (RFC 3986 §2)",
        };
    }

    private static int DefaultPort(ReadOnlySpan<byte> scheme) => scheme.Length switch
    {
        2 when System.Text.Ascii.EqualsIgnoreCase(scheme, "ws"u8) => 80,
        3 when System.Text.Ascii.EqualsIgnoreCase(scheme, "wss"u8) => 443,
        4 when System.Text.Ascii.EqualsIgnoreCase(scheme, "http"u8) => 80,
        5 when System.Text.Ascii.EqualsIgnoreCase(scheme, "https"u8) => 443,
        _ => 0,
    };
}
