using System.Net;
using System.Net.Sockets;

namespace Pipelock.EndToEnd.Origins.Lab;

/// <summary>Forwards every connection of a Unix socket to a TCP address.</summary>
internal sealed class UnixBridge : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly EndPoint target;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    /// <summary>Starts to listen.</summary>
    public UnixBridge(string path, EndPoint target)
    {
        this.target = target;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(128);
        accepting = AcceptAsync();
    }

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
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptAsync(stopping.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var upstream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await upstream.ConnectAsync(target, stopping.Token);
                await Task.WhenAll(CopyAsync(client, upstream), CopyAsync(upstream, client));
            }
            catch (Exception error) when (
                error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Nobody listens there yet, or one side went away: the client sees a closed connection.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer, stopping.Token)) > 0)
            await to.SendAsync(buffer.AsMemory(0, read), stopping.Token);
        to.Shutdown(SocketShutdown.Send);
    }
}
