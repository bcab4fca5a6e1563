using System.Text;
using Pipelock.Policy;
using Pipelock.Tls.Origins;
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
        IsSecure(url) || HasScheme(url, "http:"u8) ? null : "only http and https are forwarded";

    /// <inheritdoc/>
    public override Decision Admit(ReadOnlySpan<byte> host, PolicySnapshot policy) =>
        policy.Admit(host, Surface.Url, Environment.TickCount64);

    /// <inheritdoc/>
    public override UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> url, in RequestTarget target, PolicySnapshot policy, bool repeatable) =>
        services.Dialer.TakePooled(target.Host(url), target.Port, IdentityOf(url, target), policy, repeatable);

    /// <inheritdoc/>
    public override Task<DialResult> DialAsync(
        ClientConnection client, in RequestTarget target, PolicySnapshot policy)
    {
        var url = client.Url;
        var place = new DialPlace(target.HostText(url), target.Host(url).ToArray(), target.Port, Surface.Url);
        return IdentityOf(url, target) is { } identity
            ? SecureDial.DialAsync(services, client, place, identity, policy)
            : services.Dialer.DialAsync(place, policy, client.Closed);
    }

    /// <inheritdoc/>
    /// <remarks>Behind TLS there is only the origin: a parent proxy sees a tunnel, never the request.</remarks>
    public override ParentProxy? ParentFor(ReadOnlySpan<byte> url, in RequestTarget target) =>
        IsSecure(url) ? null : services.Dialer.ParentFor(target.Host(url));

    /// <summary>Who has to be at the other end: nobody in particular for http, the verified host for https.</summary>
    private OriginIdentity? IdentityOf(ReadOnlySpan<byte> url, in RequestTarget target) =>
        IsSecure(url) ? services.Tls.Current.Origins.Of(target.Host(url), target.Port) : null;

    private static bool IsSecure(ReadOnlySpan<byte> url) => HasScheme(url, "https:"u8);

    private static bool HasScheme(ReadOnlySpan<byte> url, ReadOnlySpan<byte> scheme) =>
        url.Length > scheme.Length && Ascii.EqualsIgnoreCase(url[..scheme.Length], scheme);
}
