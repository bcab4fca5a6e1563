using Pipelock.Policy;
using Pipelock.Tls.Origins;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Upstream;

/// <summary>Reaches the origin of a URL as its scheme demands: in clear, or over TLS that is verified.</summary>
/// <remarks>
/// Where a parent proxy serves the host, TLS goes through a tunnel of it. What goes in clear may be handed to it as a
/// request, or go through a tunnel as well: that is the caller's choice.
/// </remarks>
internal static class OriginDial
{
    /// <summary>Opens a connection that a request can be sent on; in clear, a parent proxy may be at its end.</summary>
    /// <param name="services">What every connection shares.</param>
    /// <param name="client">Who asks; its leaving ends the attempt.</param>
    /// <param name="url">The URL asked for, http or https.</param>
    /// <param name="target">Where that goes.</param>
    /// <param name="policy">The policy in force.</param>
    public static Task<DialResult> DialAsync(
        ProxyServices services, ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target,
        PolicySnapshot policy)
    {
        var place = target.Place(url, Surface.Url);
        return IdentityOf(services, url, target) is { } identity
            ? SecureDial.DialAsync(services, client, place, identity, policy)
            : services.Dialer.DialAsync(place, policy, client.Closed);
    }

    /// <summary>The same with the origin itself at the end, whoever is between.</summary>
    public static Task<DialResult> DialThroughAsync(
        ProxyServices services, ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target,
        PolicySnapshot policy)
    {
        var place = target.Place(url, Surface.Url);
        return IdentityOf(services, url, target) is { } identity
            ? SecureDial.DialAsync(services, client, place, identity, policy)
            : DialThroughAsync(services, client, place, policy);
    }

    /// <summary>Opens a connection in clear, with the origin itself at its end.</summary>
    public static async Task<DialResult> DialThroughAsync(
        ProxyServices services, ClientConnection client, DialPlace place, PolicySnapshot policy)
    {
        var dialled = await services.Dialer.DialAsync(place, policy, client.Closed).ConfigureAwait(false);
        if (dialled.Connection is not { } connection) return dialled;
        if (services.Dialer.ParentFor(place.HostBytes.Span) is not { } parent) return dialled;
        client.Attach(connection, abortWhenClientLeaves: true);
        var opened = await ParentTunnel.OpenAsync(connection, parent, client, place, services.Timeouts)
            .ConfigureAwait(false);
        client.Detach();
        if (opened) return dialled;
        connection.Dispose();
        return dialled with { Status = DialStatus.ParentRefused, Connection = null };
    }

    /// <summary>
    /// Opens a connection to a host that the operator named: its addresses are not checked, its certificate is.
    /// </summary>
    public static Task<DialResult> DialTrustedAsync(
        ProxyServices services, ClientConnection client, ReadOnlySpan<byte> url, in RequestTarget target)
    {
        var place = target.Place(url, Surface.Url);
        return IdentityOf(services, url, target) is { } identity
            ? SecureDial.DialTrustedAsync(services, client, place, identity)
            : services.Dialer.DialTrustedAsync(place.Host, place.Port, client.Closed);
    }

    /// <summary>Who has to be at the other end: nobody in particular for http, the verified host for https.</summary>
    public static OriginIdentity? IdentityOf(ProxyServices services, ReadOnlySpan<byte> url, in RequestTarget target) =>
        UrlScheme.IsSecure(url) ? services.Tls.Current.Origins.Of(target.Host(url), target.Port) : null;
}
