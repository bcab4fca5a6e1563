using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Url;
using Pipelock.Tls.Origins;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ReverseProxy;

/// <summary>The way of a reverse proxy: to the one service that the operator named, wherever that stands.</summary>
/// <remarks>
/// The operator chose the destination, so nothing that speaks about destinations applies: no list of hosts, no internal
/// addresses, no limit per domain, no parent proxy. What a URL carries is looked at all the same.
/// </remarks>
internal sealed class ReverseRoute(ProxyServices services) : ExchangeRoute
{
    /// <inheritdoc/>
    public override Decision DecideUrl(ClientConnection client, PolicySnapshot policy, out RequestTarget target)
    {
        var url = client.Url;
        if (!UrlParts.TryParse(url, out var parts, out var problem))
        {
            target = default;
            return policy.Decide(ScanEngine.UnreadableUrl(problem!), Surface.Url, new DecisionContext { Url = url });
        }

        target = RequestTarget.Of(parts);
        var findings = policy.Scanner.ScanUrlContent(parts);
        return findings.IsClean
            ? default
            : policy.Decide(findings, Surface.Url, new DecisionContext { Host = parts.Host, Url = url });
    }

    /// <inheritdoc/>
    public override string? Unserved(ReadOnlySpan<byte> url) =>
        IsSecure(url) || HasScheme(url, "http:"u8) ? null : "reverse_proxy.upstream must be an http or https URL";

    /// <inheritdoc/>
    public override Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy) => default;

    /// <inheritdoc/>
    public override UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable) =>
        services.Dialer.TakePooledTrusted(target.Host(url), target.Port, IdentityOf(url, target), repeatable);

    /// <inheritdoc/>
    public override Task<DialResult> DialAsync(
        ClientConnection client, in RequestTarget target, PolicySnapshot policy)
    {
        var url = client.Url;
        if (IdentityOf(url, target) is not { } identity)
            return services.Dialer.DialTrustedAsync(target.HostText(url), target.Port, client.Closed);
        var place = new DialPlace(target.HostText(url), target.Host(url).ToArray(), target.Port, Surface.Url);
        return SecureDial.DialTrustedAsync(services, client, place, identity);
    }

    /// <inheritdoc/>
    public override ParentProxy? ParentFor(ReadOnlySpan<byte> url, in RequestTarget target) => null;

    /// <summary>An https service is verified like any origin, although the operator named it.</summary>
    private OriginIdentity? IdentityOf(ReadOnlySpan<byte> url, in RequestTarget target) =>
        IsSecure(url) ? services.Tls.Current.Origins.Of(target.Host(url), target.Port) : null;

    private static bool IsSecure(ReadOnlySpan<byte> url) => HasScheme(url, "https:"u8);

    private static bool HasScheme(ReadOnlySpan<byte> url, ReadOnlySpan<byte> scheme) =>
        url.Length > scheme.Length && Ascii.EqualsIgnoreCase(url[..scheme.Length], scheme);
}
