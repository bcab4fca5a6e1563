using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Answers every POST with the same result, and keeps the heads as they came.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private const string Result = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    private readonly ConcurrentQueue<string> _heads = new();
    private readonly TcpListener _listener;
    private readonly Task _serving;

    public RecordingServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = port;
        _serving = ServeAsync();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The heads so far.</summary>
    public IReadOnlyCollection<string> Heads => _heads;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var received = new byte[64 * 1024];
        var length = 0;
        var end = -1;
        while (end < 0 || length < end + 4 + BodyLength(received.AsSpan(0, end)))
        {
            var read = await stream.ReadAsync(received.AsMemory(length));
            if (read == 0) return;
            length += read;
            end = received.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        _heads.Enqueue(Encoding.UTF8.GetString(received, 0, end + 2));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nMcp-Session-Id: session-of-the-server\r\n"
            + $"Content-Length: {Result.Length}\r\nConnection: close\r\n\r\n{Result}"));
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        const string Name = "content-length:";
        var text = Encoding.ASCII.GetString(head).Split("\r\n")
            .FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return text is null ? 0 : int.Parse(text[Name.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
