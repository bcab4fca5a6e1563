using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>An origin that speaks WebSocket by itself: echoes, and does on request what a test wants it to
/// do.</summary>
internal sealed class WebSocketOrigin : IAsyncDisposable
{
    private readonly TcpEcho _server;
    private readonly X509Certificate2? _certificate;

    /// <summary>Listens at an address of its own.</summary>
    /// <param name="certificate">Makes the certificate for its address; null for clear text.</param>
    public WebSocketOrigin(Func<IPAddress, X509Certificate2>? certificate = null)
    {
        var address = Site.NewAddress().Address;
        _certificate = certificate?.Invoke(address);
        _server = new TcpEcho(address, ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>The handshake request of the latest connection.</summary>
    public string RequestHead { get; private set; } = "";

    /// <summary>Every frame that arrived, as <c>opcode:text</c>, over all connections.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Texts that are answered with another text.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>Fields to answer the handshake with, beside the usual ones.</summary>
    public string AnswerFields { get; set; } = "";

    /// <summary>The status line of the handshake's answer.</summary>
    public string Status { get; set; } = "101 Switching Protocols";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var plain = new NetworkStream(socket);
        await using var tls = _certificate is null ? null : new SslStream(plain);
        if (tls is not null) await tls.AuthenticateAsServerAsync(_certificate!);
        Stream stream = tls is null ? plain : tls;
        var reader = new ByteReader(stream);
        RequestHead = await reader.ReadBlockAsync(stop) ?? "";
        var key = RawResponse.FieldOf(RequestHead, "Sec-WebSocket-Key");
        var accept = Convert.ToBase64String(
#pragma warning disable CA5350 // The protocol names SHA-1.
            SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {Status}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{AnswerFields}\r\n"), stop);
        while (await WebSocketFrame.ReadAsync(reader, stop) is { } frame)
        {
            lock (Received) Received.Add($"{frame.Opcode}:{frame.Text}");
            if (frame.IsClose)
            {
                await stream.WriteAsync(frame.ToBytes(mask: false), stop);
                return;
            }

            if (frame.Opcode == 9) await stream.WriteAsync((frame with { First = 0x8A }).ToBytes(mask: false), stop);
            else await stream.WriteAsync(Answer(frame), stop);
        }
    }

    /// <summary>The frame itself, or what its text asks for.</summary>
    private byte[] Answer(WebSocketFrame frame) => frame.Text.Split('=', 2) switch
    {
        _ when Answers.TryGetValue(frame.Text, out var answer) =>
            new WebSocketFrame(0x81, Encoding.UTF8.GetBytes(answer)).ToBytes(mask: false),
        ["say", var text] => new WebSocketFrame(0x81, Encoding.UTF8.GetBytes(text)).ToBytes(mask: false),
        ["raw", var hex] => Convert.FromHexString(hex),
        ["close", var code] => WebSocketFrame.Close(
            int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), "as asked").ToBytes(mask: false),
        _ => frame.ToBytes(mask: false),
    };
}
