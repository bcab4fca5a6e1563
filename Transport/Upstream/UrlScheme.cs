using System.Text;

namespace Pipelock.Transport.Upstream;

/// <summary>How the origin of an absolute URL is spoken to.</summary>
internal static class UrlScheme
{
    /// <summary>The origin is spoken to over TLS.</summary>
    public static bool IsSecure(ReadOnlySpan<byte> url) => Begins(url, "https:"u8);

    /// <summary>The origin is spoken to in HTTP, over TLS or in clear.</summary>
    public static bool IsHttp(ReadOnlySpan<byte> url) => IsSecure(url) || Begins(url, "http:"u8);

    private static bool Begins(ReadOnlySpan<byte> url, ReadOnlySpan<byte> scheme) =>
        url.Length > scheme.Length && Ascii.EqualsIgnoreCase(url[..scheme.Length], scheme);
}
