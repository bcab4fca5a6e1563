using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.EndToEnd.Origins;

/// <summary>An HTTP/1.1 origin on raw sockets that does exactly what its <see cref="OriginRoutes"/> say.</summary>
/// <remarks>No library parses or repairs anything between the wire and <see cref="Record"/>.</remarks>
internal sealed class TestOrigin : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly SslServerAuthenticationOptions? tls;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where; port 0 takes any.</param>
    /// <param name="certificate">Speak TLS with this certificate; null for clear text.</param>
    public TestOrigin(IPEndPoint address, X509Certificate2? certificate = null)
        : this(address,
            certificate is null ? null : new SslServerAuthenticationOptions { ServerCertificate = certificate })
    {
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where; port 0 takes any.</param>
    /// <param name="tls">Speak TLS so; null for clear text.</param>
    public TestOrigin(IPEndPoint address, SslServerAuthenticationOptions? tls)
    {
        this.tls = tls;
        listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(address);
        listener.Listen(512);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The beginning of every URL it serves, without the final slash.</summary>
    public string Url => $"{(tls is null ? "http" : "https")}://{EndPoint}";

    /// <summary>What it was sent.</summary>
    public OriginRecord Record { get; } = new();

    /// <summary>Where its delayed answers wait.</summary>
    public Gates Gates { get; } = new();

    /// <summary>Answers of the tests' own, by name.</summary>
    public ConcurrentDictionary<string, Script> Scripts { get; } = new();

    /// <summary>Called for each complete request, on the connection's own thread.</summary>
    public Action<OriginRequest>? Served { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(stopping.Token);
                socket.NoDelay = true;
                Record.AddConnection();
                _ = ServeAsync(socket);
            }
            catch (Exception error) when (
                error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (tls is not null)
            {
                var secure = new SslStream(stream);
                stream = secure;
                await secure.AuthenticateAsServerAsync(tls, stopping.Token);
            }

            var reader = new ByteReader(stream, Record.AddBytes);
            while (await reader.ReadBlockAsync(stopping.Token) is { } head)
            {
                var request = new OriginRequest(head);
                if (!await OriginRoutes.AnswerAsync(this, request, reader, stream, stopping.Token))
                    return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException
            or AuthenticationException)
        {
            // The other side went away, or the test is over: both end a connection and nothing else.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }
}
