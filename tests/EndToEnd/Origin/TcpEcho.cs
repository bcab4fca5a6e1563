using System.Net;
using System.Net.Sockets;

namespace Pipelock.EndToEnd.Origins;

/// <summary>A TCP service without HTTP, for tunnels: sends every byte back and half-closes when the client
/// did.</summary>
internal sealed class TcpEcho : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Socket, CancellationToken, Task> service;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="service">What to do with a connection; by default the echo.</param>
    public TcpEcho(IPAddress address, Func<Socket, CancellationToken, Task>? service = null)
    {
        this.service = service ?? EchoAsync;
        listener.Bind(new IPEndPoint(address, FreePort.Next(address)));
        listener.Listen(128);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Counts what the client sends, and answers with that number once the client has half-closed.</summary>
    public static async Task CountAsync(Socket socket, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        int read;
        while ((read = await socket.ReceiveAsync(buffer, cancellation)) > 0)
            total += read;
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"{total}"), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private static async Task EchoAsync(Socket socket, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, cancellation)) > 0)
        {
            for (var sent = 0; sent < read;)
                sent += await socket.SendAsync(buffer.AsMemory(sent, read - sent), cancellation);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync(stopping.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed: nobody is to be served any more.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await service(socket, stopping.Token);
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception error) when (
                error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went away first.
            }
        }
    }
}
