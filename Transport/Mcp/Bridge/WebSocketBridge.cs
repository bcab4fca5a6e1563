using System.Net.WebSockets;
using Pipelock.Transport.Mcp.Stdio;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>The way of a stdio agent to a server that speaks WebSocket: one text message each.</summary>
internal sealed class WebSocketBridge : IServerLink
{
    private const int BlockSize = 64 * 1024;
    private static readonly TimeSpan s_endingTime = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();

    private WebSocketBridge(ClientWebSocket socket) => _socket = socket;

    /// <inheritdoc/>
    public int ExitCode => 0;

    /// <summary>Connects to <paramref name="url"/>.</summary>
    /// <exception cref="IOException">The server cannot be reached, or does not speak WebSocket.</exception>
    public static async Task<WebSocketBridge> OpenAsync(
        Uri url, IReadOnlyList<(string Name, string Value)> fields, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mcp");
        foreach (var (name, value) in fields) socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(url, stop).ConfigureAwait(false);
            return new WebSocketBridge(socket);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw new IOException($"no WebSocket to {url.Authority}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        using var message = new MemoryStream();
        var block = new byte[BlockSize];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(block.AsMemory(), _stop.Token).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close) return "the server closed the WebSocket";
                if (received.MessageType == WebSocketMessageType.Binary) return "the server sent a binary message";
                if (message.Length + received.Count > McpLimits.ServerMessageBytes) return "the server sent too much";
                message.Write(block, 0, received.Count);
                if (!received.EndOfMessage) continue;
                var whole = message.GetBuffer().AsMemory(0, (int)message.Length);
                if (!await take(whole).ConfigureAwait(false)) return "the agent is gone";
                message.SetLength(0);
                if (message.Capacity > 16 * BlockSize) message.Capacity = 0;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return "the WebSocket broke off";
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _stop.Token)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Post(ReadOnlyMemory<byte> message) => _ = SendAsync(message).AsTask();

    /// <inheritdoc/>
    public ValueTask CompleteAsync() => default; // What was asked may still be answered.

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_endingTime);
        try
        {
            if (_socket.State == WebSocketState.Open)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token)
                    .ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It is gone already.
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        _turn.Dispose();
        _stop.Dispose();
    }
}
