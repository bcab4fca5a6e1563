using System.Net;
using System.Text;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Tunnels;

namespace Pipelock.Transport.Transparent;

/// <summary>Serves TLS that a firewall redirected here; its clients know of no proxy.</summary>
/// <remarks>
/// (1) destination asked of the kernel ──► (2) client hello looked at for the name ──► (3) served as the tunnel that
/// the client would have asked for, had it known of us. A refusal closes the connection: only the log can say why.
/// </remarks>
public sealed class TransparentTlsHandler(ProxyServices services) : HttpConnectionHandler(services)
{
    internal override bool IsSilent => true;

    internal override async ValueTask<HeadRead> ReadHeadAsync(ClientConnection client)
    {
        // (1)
        if (OriginalDestination.Of(client.Socket) is not { } destination)
        {
            Services.Journal.NotRedirected();
            return HeadRead.Closed;
        }

        // (2)
        var hello = await HelloPeek.ReadAsync(client, Services.Timeouts).ConfigureAwait(false);
        if (hello.IsEmpty) return HeadRead.Closed;
        var status = client.Head.TryParse(Request(hello, destination), out _);
        return status == ParseStatus.Complete ? HeadRead.Complete : HeadRead.Refused;
    }

    internal override IHttpSession CreateSession(ClientConnection client, ClientAnswers answers) =>
        new Session(Services, client, answers);

    /// <summary>The request that was never made: to the name of the hello, else to the address.</summary>
    private static byte[] Request(HelloFacts hello, IPEndPoint destination)
    {
        var target = hello.ServerName.Length > 0
            ? $"{Encoding.ASCII.GetString(hello.ServerName)}:{destination.Port}"
            : destination.ToString();
        return Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
    }

    private sealed class Session(
        ProxyServices services, ClientConnection client, ClientAnswers answers) : IHttpSession
    {
        // (3)
        public ValueTask<bool> ServeAsync(PolicySnapshot policy) =>
            new ConnectExchange(services, client, answers).ServeAsync(policy);

        public void Dispose()
        {
        }
    }
}
