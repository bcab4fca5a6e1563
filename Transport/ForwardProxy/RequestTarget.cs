using System.Text;
using Pipelock.Policy;
using Pipelock.Scanners.Url;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Where a request goes, as positions in its target, so that it outlives the spans of the parser.</summary>
/// <param name="HostStart">Offset of the host, without brackets.</param>
/// <param name="HostLength">Length of the host.</param>
/// <param name="Port">TCP port.</param>
/// <param name="AuthorityStart">Offset of host and port as they were written.</param>
/// <param name="AuthorityLength">Length of host and port as they were written.</param>
/// <param name="PathStart">Offset of path and query.</param>
/// <param name="PathLength">Length of path and query; 0 when the target ends with its authority.</param>
public readonly record struct RequestTarget(
    int HostStart,
    int HostLength,
    int Port,
    int AuthorityStart,
    int AuthorityLength,
    int PathStart,
    int PathLength)
{
    /// <summary>
    /// The positions of <paramref name="url"/>'s parts in its raw text; user information is left out.
    /// </summary>
    public static RequestTarget Of(in UrlParts url)
    {
        var raw = url.Raw;
        var host = OffsetOf(raw, url.Host);
        var authority = url.IsIpv6Literal ? host - 1 : host;
        var authorityEnd = host + url.Host.Length + (url.IsIpv6Literal ? 1 : 0);
        var behind = raw[authorityEnd..].IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        authorityEnd = behind < 0 ? raw.Length : authorityEnd + behind;
        var end = raw.IndexOf((byte)'#');
        var pathEnd = end < 0 ? raw.Length : end;
        return new RequestTarget(
            host, url.Host.Length, url.Port, authority, authorityEnd - authority, authorityEnd, pathEnd - authorityEnd);
    }

    /// <summary>The host's bytes in <paramref name="target"/>.</summary>
    public ReadOnlySpan<byte> Host(ReadOnlySpan<byte> target) => target.Slice(HostStart, HostLength);

    /// <summary>The bytes of host and port, as Host carries them.</summary>
    public ReadOnlySpan<byte> Authority(ReadOnlySpan<byte> target) => target.Slice(AuthorityStart, AuthorityLength);

    /// <summary>The bytes of path and query.</summary>
    public ReadOnlySpan<byte> PathAndQuery(ReadOnlySpan<byte> target) => target.Slice(PathStart, PathLength);

    /// <summary>The host as text; cold paths only.</summary>
    public string HostText(ReadOnlySpan<byte> target) => Encoding.ASCII.GetString(Host(target));

    /// <summary>Where a connection for it is to lead; cold paths only.</summary>
    /// <param name="target">The target.</param>
    /// <param name="surface">What a refusal of its address speaks of.</param>
    public DialPlace Place(ReadOnlySpan<byte> target, Surface surface) =>
        new(HostText(target), Host(target).ToArray(), Port, surface);

    private static int OffsetOf(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> part) =>
        whole.Overlaps(part, out var offset) ? offset : 0;
}
