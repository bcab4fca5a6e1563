using Pipelock.Policy;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>
/// The way of a forward proxy: wherever the client wants to go, after every check of the destination.
/// </summary>
internal sealed class ForwardRoute(ProxyServices services) : ExchangeRoute
{
    /// <inheritdoc/>
    public override Decision DecideUrl(ClientConnection client, PolicySnapshot policy, out RequestTarget target) =>
        RequestInspector.DecideUrl(client.Url, Surface.Url, policy, out target, client.Identity.Session);

    /// <inheritdoc/>
    /// <remarks>A URL of another scheme would leave in clear what its sender believes encrypted.</remarks>
    public override string? Unserved(ReadOnlySpan<byte> url) =>
        UrlScheme.IsHttp(url) ? null : "only http and https are forwarded";

    /// <inheritdoc/>
    public override Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy) =>
        policy.Admit(host, Surface.Url, Environment.TickCount64);

    /// <inheritdoc/>
    public override UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable) =>
        services.Dialer.TakePooled(
            target.Host(url), target.Port, OriginDial.IdentityOf(services, url, target), policy, repeatable);

    /// <inheritdoc/>
    public override Task<DialResult> DialAsync(
        ClientConnection client, in RequestTarget target, PolicySnapshot policy) =>
        OriginDial.DialAsync(services, client, client.Url, target, policy);

    /// <inheritdoc/>
    /// <remarks>Behind TLS there is only the origin: a parent proxy sees a tunnel, never the request.</remarks>
    public override ParentProxy? ParentFor(ReadOnlySpan<byte> url, in RequestTarget target) =>
        UrlScheme.IsSecure(url) ? null : services.Dialer.ParentFor(target.Host(url));
}
