using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Url;

/// <summary>Looks at the URLs in a query, which somebody else may be made to fetch.</summary>
/// <remarks>
/// A page that redirects or proxies reaches what the client may not. Pages of one's own machine are everyday there
/// (<c>redirect_uri</c>); the service that hands out a cloud machine's credentials is not, nor is an internal address
/// behind a parameter that is named after fetching.
/// </remarks>
internal static class ForwardedUrls
{
    private const int MaxValue = 2048;
    private const int Scheme = 5; // "http:"

    /// <summary><c>redirect_uri</c> and <c>return_to</c> are for the browser; these are for a server.</summary>
    private static readonly NameSet s_fetched = new(
        "url", "u", "target", "dest", "next", "proxy", "fetch", "src", "uri", "image", "load", "feed", "webhook",
        "endpoint", "callback", "import", "download", "site");

    /// <summary>The first URL in a query that leads where nobody should be sent; null when there is none.</summary>
    internal static Finding? Find(in UrlParts url, AddressRules addresses)
    {
        var query = url.Query;
        if (query.IndexOf("//"u8) < 0
            && !(url.HasEscapes && (query.IndexOf("%2f%2f"u8) >= 0 || query.IndexOf("%2F%2F"u8) >= 0)))
        {
            return null;
        }

        Span<byte> room = stackalloc byte[MaxValue + Scheme];
        "http:"u8.CopyTo(room);
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&');
            var field = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = field.IndexOf((byte)'=');
            if (equals < 0 || field.Length - equals > MaxValue)
                continue;
            var length = PercentDecoding.DecodeFully(field[(equals + 1)..], room[Scheme..]);
            // RFC 3986 §4.2: "//host/" takes the scheme of the page.
            var start = room[Scheme..(Scheme + length)].StartsWith("//"u8) ? 0 : Scheme;
            if (UrlParts.TryParse(room[start..(Scheme + length)], out var inner, out _)
                && Judge(field[..equals], inner, addresses) is { } finding)
                return finding;
        }

        return null;
    }

    /// <summary>A URL in the path, as open proxies take it: <c>/http://127.0.0.1/</c>.</summary>
    internal static Finding? FindInPath(ReadOnlySpan<byte> path, AddressRules addresses)
    {
        var at = path.IndexOf("/http"u8);
        return at >= 0 && path.Length - at <= MaxValue && path[at..].IndexOf("://"u8) >= 0
            && UrlParts.TryParse(path[(at + 1)..], out var inner, out _)
            ? Judge("url"u8, inner, addresses) : null;
    }

    private static Finding? Judge(ReadOnlySpan<byte> name, in UrlParts inner, AddressRules addresses)
    {
        var refused = addresses.IsCloudMetadata(inner.Host)
            || (s_fetched.Contains(name) && HostLiteral.TryParse(inner.Host, out IpBits _)
                && addresses.CheckHost(inner.Host) is not null);
        return !refused ? null : new Finding(
            ScanLayer.Ssrf, "ssrf-forwarded", "Forwarded Internal Address", Severity.High,
            "SSRF blocked: a parameter of the URL asks for an internal address") { Where = "url" };
    }
}
