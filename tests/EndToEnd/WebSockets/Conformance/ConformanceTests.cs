using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.WebSockets.Conformance;

/// <summary>The proxy as a WebSocket peer: what is right comes back as from the origin itself, what is wrong is
/// refused.</summary>
public sealed class ConformanceTests(ConformanceSite site) : IClassFixture<ConformanceSite>
{
    public static TheoryData<string> Right =>
        [.. ConformanceCases.All.Values.Where(one => one.Close == 0).Select(one => one.Name)];

    public static TheoryData<string> Wrong =>
        [.. ConformanceCases.All.Values.Where(one => one.Close != 0).Select(one => one.Name)];

    [Theory, MemberData(nameof(Right))]
    public async Task An_echo_through_the_proxy_equals_an_echo_without(string name)
    {
        var one = ConformanceCases.All[name];

        var direct = await TranscriptAsync(await ConnectAsync(site.Echo.EndPoint), one);
        var proxied = await TranscriptAsync(await ConnectAsync(site.Proxy.Address), one);

        Assert.StartsWith("close ", direct[^1], StringComparison.Ordinal);
        Assert.Equal(direct, proxied);
    }

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_broken_rule_ends_with_its_code(string name)
    {
        var one = ConformanceCases.All[name];

        var transcript = await TranscriptAsync(await ConnectAsync(site.Proxy.Address), one);

        Assert.Equal($"close {one.Close}", transcript[^1].Split(':')[0]);
    }

    [Fact]
    public void The_table_is_as_long_as_it_has_to_be() => Assert.InRange(ConformanceCases.All.Count, 150, 1000);

    private static async Task<NetworkStream> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Every message and control frame that came back, fragments joined; the last entry is the
    /// close.</summary>
    private async Task<List<string>> TranscriptAsync(NetworkStream stream, ConformanceCase one)
    {
        await using var connection = stream;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var reader = new ByteReader(connection);
        await connection.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(WebSocketClient.Upgrade(site.Echo.EndPoint)), deadline.Token);
        Assert.StartsWith("HTTP/1.1 101 ", await reader.ReadBlockAsync(deadline.Token), StringComparison.Ordinal);
        var sending = SendAsync(connection, one, deadline.Token);
        var transcript = new List<string>();
        var message = new List<byte>();
        var opcode = 0;
        while (await WebSocketFrame.ReadAsync(reader, deadline.Token) is { } frame)
        {
            if (frame.Opcode >= 8)
            {
                transcript.Add(
                    frame.IsClose ? $"close {frame.CloseCode}:{frame.Text}" : Told(frame.Opcode, frame.Payload));
                if (frame.IsClose) break;
                continue;
            }

            if (frame.Opcode != 0) opcode = frame.Opcode;
            message.AddRange(frame.Payload);
            if ((frame.First & 0x80) == 0) continue;
            transcript.Add(Told(opcode, [.. message]));
            message.Clear();
        }

        await sending;
        return transcript;
    }

    private static string Told(int opcode, byte[] payload) =>
        $"{opcode}:{payload.Length}:{Convert.ToHexString(SHA256.HashData(payload))}";

    private static async Task SendAsync(NetworkStream stream, ConformanceCase one, CancellationToken stop)
    {
        try
        {
            var piece = one.Piece == 0 ? one.Bytes.Length : one.Piece;
            for (var at = 0; at < one.Bytes.Length; at += piece)
                await stream.WriteAsync(one.Bytes.AsMemory(at, Math.Min(piece, one.Bytes.Length - at)), stop);
        }
        catch (IOException)
        {
            // Whoever breaks a rule is not listened to until the end.
        }
    }
}
