using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Pipelock.Policy;
using Pipelock.Tls.Origins;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Upstream;

/// <summary>Opens a TLS connection to an origin that is verified to be who it has to be.</summary>
/// <remarks>(1) connection to a checked address ──► (2) tunnel through a parent proxy, if any ──► (3)
/// handshake.</remarks>
internal static class SecureDial
{
    private const string HowToTrust = "; tls_interception.upstream_ca_file trusts further authorities";

    /// <summary>Opens it, or says why not.</summary>
    public static async Task<DialResult> DialAsync(
        ProxyServices services, ClientConnection client, DialPlace place, OriginIdentity identity,
            PolicySnapshot policy)
    {
        // (1)
        var dialled = await services.Dialer.DialAsync(place, policy, client.Closed).ConfigureAwait(false);
        return await SecureAsync(
            services, client, dialled, place, identity, services.Dialer.ParentFor(place.HostBytes.Span))
            .ConfigureAwait(false);
    }

    /// <summary>The same to a host that the operator named: its addresses are not checked, its certificate
    /// is.</summary>
    public static async Task<DialResult> DialTrustedAsync(
        ProxyServices services, ClientConnection client, DialPlace place, OriginIdentity identity)
    {
        var dialled = await services.Dialer.DialTrustedAsync(place.Host, place.Port, client.Closed)
            .ConfigureAwait(false);
        return await SecureAsync(services, client, dialled, place, identity, parent: null).ConfigureAwait(false);
    }

    private static async Task<DialResult> SecureAsync(
        ProxyServices services,
        ClientConnection client,
        DialResult dialled,
        DialPlace place,
        OriginIdentity identity,
        ParentProxy? parent)
    {
        if (dialled.Connection is not { } connection) return dialled;
        var failure = await SecureAsync(services, client, connection, place, identity, parent).ConfigureAwait(false);
        if (failure is null) return dialled;
        connection.Dispose();
        return failure.Value with { Decision = dialled.Decision };
    }

    private static async Task<DialResult?> SecureAsync(
        ProxyServices services,
        ClientConnection client,
        UpstreamConnection connection,
        DialPlace place,
        OriginIdentity identity,
        ParentProxy? parent)
    {
        // (2)
        client.Attach(connection, abortWhenClientLeaves: true);
        var opened = parent is null || await ParentTunnel.OpenAsync(
            connection, parent, client, Encoding.ASCII.GetBytes(place.Authority), services.Timeouts)
                .ConfigureAwait(false);
        client.Detach();
        if (!opened) return new DialResult { Status = DialStatus.ParentRefused };

        // (3)
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(client.Closed);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(services.Timeouts.OriginHandshake));
        try
        {
            var started = Stopwatch.GetTimestamp();
            await connection.SecureAsync(identity, deadline.Token).ConfigureAwait(false);
            services.Journal.Metrics.Tls.OriginHandshake(Stopwatch.GetElapsedTime(started));
            return null;
        }
        catch (OriginFaultException e)
        {
            var advice = e.Fault is OriginFault.SelfSigned or OriginFault.UntrustedRoot or OriginFault.IncompleteChain
                ? HowToTrust : "";
            return new DialResult { Status = DialStatus.Untrusted, Fault = e.Message + advice };
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return new DialResult
                { Status = DialStatus.Untrusted, Fault = "the origin closed the connection during the TLS handshake" };
        }
        catch (OperationCanceledException)
        {
            return new DialResult { Status = DialStatus.TimedOut };
        }
    }
}
