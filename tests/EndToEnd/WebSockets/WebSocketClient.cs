using System.Text;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>A client that went through the proxy's handshake and now sends exact frames.</summary>
internal sealed class WebSocketClient : IAsyncDisposable
{
    public const string Handshake =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private readonly RawClient _connection;

    private WebSocketClient(RawClient connection, string head)
    {
        _connection = connection;
        Head = head;
    }

    /// <summary>The head of the proxy's answer to the handshake.</summary>
    public string Head { get; }

    /// <summary>The handshake request for <c>/ws</c>.</summary>
    public static string Endpoint(PipelockProcess proxy, object authority, string fields = "", string path = "/echo") =>
        $"GET /ws?url={Uri.EscapeDataString($"ws://{authority}{path}")} HTTP/1.1\r\nHost: {proxy.Address}\r\n{Handshake}{fields}\r\n";

    /// <summary>The handshake request through the forward proxy.</summary>
    public static string Upgrade(object authority, string fields = "") =>
        $"GET http://{authority}/echo HTTP/1.1\r\nHost: {authority}\r\n{Handshake}{fields}\r\n";

    /// <summary>Opens a WebSocket; the proxy must agree to it.</summary>
    public static async Task<WebSocketClient> OpenAsync(PipelockProcess proxy, string request)
    {
        return await OpenAsync(await proxy.ConnectAsync(), request);
    }

    /// <summary>Opens a WebSocket over a connection that is there.</summary>
    public static async Task<WebSocketClient> OpenAsync(RawClient connection, string request)
    {
        await connection.SendAsync(request);
        var head = await connection.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        return new WebSocketClient(connection, head);
    }

    public Task SendAsync(int first, string text) =>
        SendAsync(new WebSocketFrame((byte)first, Encoding.UTF8.GetBytes(text)));

    public Task SendAsync(WebSocketFrame frame) => _connection.SendAsync(frame.ToBytes(mask: true));

    public Task SendBytesAsync(byte[] bytes) => _connection.SendAsync(bytes);

    /// <summary>The next frame of the proxy as <c>opcode:text</c>; a close as <c>close code reason</c>.</summary>
    public async Task<string> ReadAsync()
    {
        var head = await ExactlyAsync(2);
        if (head.Length == 0) return "gone";
        Assert.Equal(0, head[1] & 0x80);
        var size = head[1] & 0x7F;
        var extended = size switch { 126 => await ExactlyAsync(2), 127 => await ExactlyAsync(8), _ => [] };
        var length = extended.Length == 0 ? size : extended.Aggregate(0L, (sum, b) => (sum << 8) | b);
        var frame = new WebSocketFrame(head[0], await ExactlyAsync((int)length));
        return frame.IsClose ? $"close {frame.CloseCode} {frame.Text}" : $"{frame.Opcode}:{frame.Text}";
    }

    /// <summary>Ends without a closing handshake.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<byte[]> ExactlyAsync(int length)
    {
        try
        {
            return await _connection.ReadExactlyAsync(length);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
