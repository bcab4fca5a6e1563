using System.Diagnostics;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Pipelock.Tls.Streams;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Interception;

/// <summary>One intercepted connection, from its client hello to its end.</summary>
/// <remarks>
/// (1) client hello looked at ──► (2) opened, passed through or refused ──► (3) handshake with a certificate of the
/// name that the client asked for ──► (4) requests served by the pipeline of plain traffic, and sent on over verified
/// TLS ──► (5) goodbye. The origin hears of the connection with the first request that is clean.
/// </remarks>
internal sealed class InterceptedTunnel(ProxyServices services, ClientConnection client, Interceptor interceptor)
{
    private readonly InterceptionJournal _journal = new(services.Journal, client);

    /// <summary>Serves the tunnel, if it is one to be opened; else says what it is, every byte still unread.</summary>
    public async Task<InterceptionChoice> RunAsync(TunnelRequest request)
    {
        // (1)
        var hello = await HelloPeek.ReadAsync(client, services.Timeouts).ConfigureAwait(false);

        // (2)
        var choice = interceptor.Rules.Choose(request.Host, hello, client.Address, interceptor.Rejections);
        _journal.Chosen(choice, hello, request);
        if (choice != InterceptionChoice.Open) return choice;

        // (3)
        var inside = await ShakeHandsAsync(request, hello).ConfigureAwait(false);
        if (inside is null) return choice;
        await using (inside.ConfigureAwait(false))
        {
            // (4)
            var end = Environment.TickCount64 + services.Timeouts.TunnelLifetime;
            var origin = new FixedOrigin(request.Host, request.Place.Port);
            var handler = new InterceptedHandler(services, origin, end, client.Identity);
            await handler.ServeAsync(new DecryptedConnection(client, inside)).ConfigureAwait(false);

            // A client of TLS 1.3 may finish its handshake first and judge the certificate then (RFC 8446 §4.4.2.4).
            if (handler.BrokenOff is { } reason && PeerAlert.Of(reason) is { } alert
                && PeerAlert.IsAboutCertificate(alert))
                Reject(request, alert);

            // (5)
            await SayGoodbyeAsync(inside).ConfigureAwait(false);
        }

        return choice;
    }

    private async Task<TlsPipe?> ShakeHandsAsync(TunnelRequest request, HelloFacts hello)
    {
        var host = hello.ServerName.Length > 0 ? Encoding.ASCII.GetString(hello.ServerName) : request.Place.Host;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(services.Timeouts.ClientHandshake));
        var started = Stopwatch.GetTimestamp();
        try
        {
            var leaf = interceptor.Leaves.Get(host);
            var inside = await TlsPipe.AcceptAsync(client.Transport, leaf, BlockPool.Instance, deadline.Token)
                .ConfigureAwait(false);
            services.Journal.Metrics.Tls.ClientHandshake(Stopwatch.GetElapsedTime(started));
            return inside;
        }
        catch (AuthenticationException e) when (PeerAlert.Of(e) is { } alert && PeerAlert.IsAboutCertificate(alert))
        {
            Reject(request, alert);
        }
        catch (AuthenticationException e)
        {
            _journal.HandshakeFailed(
                request, hello, PeerAlert.Of(e) is { } alert ? PeerAlert.Name(alert) : "no agreement");
        }
        catch (OperationCanceledException)
        {
            _journal.HandshakeFailed(request, hello, "not completed in time");
        }
        catch (ConnectionResetException)
        {
            // A client that closes before it has read everything resets the connection, and an alert sent just before
            // may be lost. Likely enough to be told of, not to be remembered.
            _journal.Rejected(request, "connection reset");
        }
        catch (IOException)
        {
            _journal.HandshakeFailed(request, hello, "the client closed the connection");
        }

        return null;
    }

    private void Reject(TunnelRequest request, int alert)
    {
        interceptor.Rejections.Add(client.Address, request.Host);
        _journal.Rejected(request, PeerAlert.Name(alert));
    }

    private static async Task SayGoodbyeAsync(TlsPipe inside)
    {
        try
        {
            await inside.EndOutputAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It left first.
        }
    }
}
