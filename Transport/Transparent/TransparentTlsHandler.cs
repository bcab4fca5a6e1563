using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Transparent;

/// <summary>Serves TLS that a firewall redirected here; its clients know of no proxy.</summary>
/// <remarks>
/// (1) destination asked of the kernel ──► (2) client hello looked at for the name ──► (3) served as the tunnel that
/// the
/// client would have asked for, had it known of us. A refusal closes the connection: only the log can say why.
/// </remarks>
public sealed class TransparentTlsHandler(ProxyServices services) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // (1)
        if (OriginalDestination.Of(connection.Socket()) is not { } destination)
        {
            services.Journal.NotRedirected();
            return;
        }

        using var client = new ClientConnection(connection);
        services.Heartbeat.Add(client);
        services.Journal.Metrics.ClientConnections(1);
        try
        {
            // (2)
            var hello = await HelloPeek.ReadAsync(client, services.Timeouts).ConfigureAwait(false);
            if (hello.IsEmpty) return;

            // (3)
            if (client.Head.TryParse(Request(hello, destination), out _) == Protocols.Http1.ParseStatus.Complete)
                await ServeAsync(client).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is IOException or ConnectionAbortedException or SocketException or ObjectDisposedException)
        {
            // The client is gone; there is nobody to tell.
        }
        finally
        {
            services.Heartbeat.Remove(client);
            services.Journal.Metrics.ClientConnections(-1);
        }
    }

    private async Task ServeAsync(ClientConnection client)
    {
        var policy = services.Policies.Acquire();
        try
        {
            var answers = new ClientAnswers(client, services.Journal, services.KillSwitch, AnswerForm.Plain)
                { Silent = true };
            await new ConnectExchange(services, client, answers).ServeAsync(policy).ConfigureAwait(false);
            await client.Output.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            policy.Release();
        }
    }

    /// <summary>The request that was never made: to the name of the hello, else to the address.</summary>
    private static byte[] Request(HelloFacts hello, IPEndPoint destination)
    {
        var target = hello.ServerName.Length > 0
            ? $"{Encoding.ASCII.GetString(hello.ServerName)}:{destination.Port}"
            : destination.ToString();
        return Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
    }
}
