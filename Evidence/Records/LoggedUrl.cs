using System.Text;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Evidence.Records;

/// <summary>Writes a URL or an authority as far as it may be told; user information is never told.</summary>
internal static class LoggedUrl
{
    /// <summary>Composes the told form of an absolute URL.</summary>
    /// <returns>The bytes written to <paramref name="room"/>.</returns>
    public static int Compose(ReadOnlySpan<byte> url, UrlDisclosure disclosure, Span<byte> room)
    {
        var authority = AuthorityStart(url);
        if (authority < 0)
            return disclosure == UrlDisclosure.Full && !url.Contains((byte)'@')
                ? RecordWriter.Fit(url, room)
                : RecordWriter.Fit("[redacted]"u8, room); // no URL: nothing is known about what it holds
        // A backslash does not end an authority here: what stands before an @ behind it may still be a password.
        var end = url[authority..].IndexOfAny("/?#"u8);
        end = end < 0 ? url.Length : authority + end;
        var host = authority + url[authority..end].LastIndexOf((byte)'@') + 1;
        if (disclosure == UrlDisclosure.Full)
            return host == authority
                ? RecordWriter.Fit(url, room)
                : Join(room, url[..authority], url[host..]);
        return disclosure == UrlDisclosure.Origin
            ? Join(room, url[..authority], url[host..end], "/[redacted]"u8)
            : Join(room, url[..authority], RedactedAuthority(url[host..end]), "/[redacted]"u8);
    }

    /// <summary>Composes the told form of a CONNECT authority.</summary>
    /// <returns>The bytes written to <paramref name="room"/>.</returns>
    public static int ComposeAuthority(ReadOnlySpan<byte> authority, UrlDisclosure disclosure, Span<byte> room)
    {
        var host = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        return disclosure == UrlDisclosure.Domain
            ? RecordWriter.Fit(RedactedAuthority(host), room)
            : RecordWriter.Fit(host, room);
    }

    /// <summary>The host within a URL or an authority: no user information, brackets or port.</summary>
    public static ReadOnlySpan<byte> Host(ReadOnlySpan<byte> urlOrAuthority)
    {
        var rest = urlOrAuthority[Math.Max(AuthorityStart(urlOrAuthority), 0)..];
        var end = rest.IndexOfAny("/\\?#"u8);
        rest = end < 0 ? rest : rest[..end];
        rest = rest[(rest.LastIndexOf((byte)'@') + 1)..];
        if (rest.Length > 0 && rest[0] == (byte)'[')
        {
            var close = rest.IndexOf((byte)']');
            return close < 0 ? rest : rest[1..close];
        }

        var colon = rest.IndexOf((byte)':');
        return colon < 0 ? rest : rest[..colon];
    }

    private static int AuthorityStart(ReadOnlySpan<byte> url)
    {
        var scheme = url.IndexOf("://"u8);
        return scheme is < 0 or > 8 ? -1 : scheme + 3; // "https" is the longest scheme that is forwarded
    }

    private static byte[] RedactedAuthority(ReadOnlySpan<byte> authority)
    {
        var host = Host(authority);
        var port = authority.EndsWith(host) ? -1 : authority.LastIndexOf((byte)':');
        var told = HostRedaction.Redact(host);
        return Encoding.UTF8.GetBytes(port < 0 ? told : told + Encoding.ASCII.GetString(authority[port..]));
    }

    private static int Join(
        Span<byte> room, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        var length = RecordWriter.Fit(first, room);
        length += RecordWriter.Fit(second, room[length..^third.Length]);
        third.CopyTo(room[length..]);
        return length + third.Length;
    }
}
