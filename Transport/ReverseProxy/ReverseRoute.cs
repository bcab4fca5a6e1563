using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Url;
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
        UrlScheme.IsHttp(url) ? null : "reverse_proxy.upstream must be an http or https URL";

    /// <inheritdoc/>
    public override Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy) => default;

    /// <inheritdoc/>
    public override UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable) =>
        services.Dialer.TakePooledTrusted(
            target.Host(url), target.Port, OriginDial.IdentityOf(services, url, target), repeatable);

    /// <inheritdoc/>
    public override Task<DialResult> DialAsync(
        ClientConnection client, in RequestTarget target, PolicySnapshot policy) =>
        OriginDial.DialTrustedAsync(services, client, client.Url, target);

    /// <inheritdoc/>
    public override ParentProxy? ParentFor(ReadOnlySpan<byte> url, in RequestTarget target) => null;
}
