using System.Diagnostics;
using System.Net.Sockets;
using Pipelock.Policy;
using Pipelock.Tls.Origins;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Upstream;

/// <summary>Opens a TLS connection to an origin that is verified to be who it has to be.</summary>
/// <remarks>(1) connection to a checked address, through a parent proxy if any ──► (2) handshake.</remarks>
internal static class SecureDial
{
    private const string HowToTrust = "; tls_interception.upstream_ca_file trusts further authorities";

    /// <summary>Opens it, or says why not.</summary>
    public static async Task<DialResult> DialAsync(
        ProxyServices services, ClientConnection client, DialPlace place, OriginIdentity identity,
        PolicySnapshot policy)
    {
        // (1)
        var dialled = await OriginDial.DialThroughAsync(services, client, place, policy).ConfigureAwait(false);

        // (2)
        return await SecureAsync(services, client, dialled, identity).ConfigureAwait(false);
    }

    /// <summary>
    /// The same to a host that the operator named: its addresses are not checked, its certificate is.
    /// </summary>
    public static async Task<DialResult> DialTrustedAsync(
        ProxyServices services, ClientConnection client, DialPlace place, OriginIdentity identity)
    {
        // (1)
        var dialled = await services.Dialer.DialTrustedAsync(place.Host, place.Port, client.Closed)
            .ConfigureAwait(false);

        // (2)
        return await SecureAsync(services, client, dialled, identity).ConfigureAwait(false);
    }

    private static async Task<DialResult> SecureAsync(
        ProxyServices services, ClientConnection client, DialResult dialled, OriginIdentity identity)
    {
        if (dialled.Connection is not { } connection) return dialled;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(client.Closed);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(services.Timeouts.OriginHandshake));
        var failed = dialled with { Status = DialStatus.Untrusted, Connection = null };
        try
        {
            var started = Stopwatch.GetTimestamp();
            await connection.SecureAsync(identity, deadline.Token).ConfigureAwait(false);
            services.Journal.Metrics.Tls.OriginHandshake(Stopwatch.GetElapsedTime(started));
            return dialled;
        }
        catch (OriginFaultException e)
        {
            var advice = e.Fault is OriginFault.SelfSigned or OriginFault.UntrustedRoot or OriginFault.IncompleteChain
                ? HowToTrust : "";
            failed = failed with { Fault = e.Message + advice };
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            failed = failed with { Fault = "the origin closed the connection during the TLS handshake" };
        }
        catch (OperationCanceledException)
        {
            failed = failed with { Status = DialStatus.TimedOut };
        }

        connection.Dispose();
        return failed;
    }
}
