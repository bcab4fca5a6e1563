using System.Net;
using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Tunnels;

/// <summary>CONNECT: bytes pass as they are, in both directions, until each side has ended its own.</summary>
public sealed class TunnelTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_tunnel_carries_bytes_both_ways()
    {
        await using var echo = new TcpEcho(IPAddress.Parse("127.77.2.1"));
        await using var client = await OpenAsync(echo.EndPoint);

        for (var round = 0; round < 100; round++)
        {
            var message = Encoding.ASCII.GetBytes($"message {round}");
            await client.SendAsync(message);
            Assert.Equal(message, await client.ReadExactlyAsync(message.Length));
        }
    }

    [Fact]
    public async Task Bytes_that_come_with_the_request_are_not_lost()
    {
        await using var echo = new TcpEcho(IPAddress.Parse("127.77.2.2"));
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync($"CONNECT {echo.EndPoint} HTTP/1.1\r\nHost: {echo.EndPoint}\r\n\r\nimpatient");

        Assert.Equal(200, (await client.ReadResponseAsync("CONNECT")).Status);
        Assert.Equal("impatient"u8.ToArray(), await client.ReadExactlyAsync(9));
    }

    [Fact]
    public async Task The_far_side_may_answer_after_the_client_has_half_closed()
    {
        await using var counter = new TcpEcho(IPAddress.Parse("127.77.2.3"), TcpEcho.CountAsync);
        await using var client = await OpenAsync(counter.EndPoint);
        await client.SendAsync(FillerText.Make(5_000_000));

        client.HalfClose();

        Assert.Equal("5000000", Encoding.ASCII.GetString(await client.ReadToEndAsync()));
    }

    [Fact]
    public async Task The_client_may_send_on_after_the_far_side_has_half_closed()
    {
        var received = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var far = new TcpEcho(IPAddress.Parse("127.77.2.4"), async (socket, cancellation) =>
        {
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            var buffer = new byte[4096];
            long total = 0;
            int read;
            while ((read = await socket.ReceiveAsync(buffer, cancellation)) > 0)
                total += read;
            received.TrySetResult(total);
        });
        await using var client = await OpenAsync(far.EndPoint);
        Assert.Empty(await client.ReadToEndAsync());

        await client.SendAsync(FillerText.Make(100_000));
        client.HalfClose();

        Assert.Equal(100_000, await received.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task The_answer_to_CONNECT_has_no_body_and_announces_none()
    {
        await using var echo = new TcpEcho(IPAddress.Parse("127.77.2.5"));
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync($"CONNECT {echo.EndPoint} HTTP/1.1\r\nHost: {echo.EndPoint}\r\n\r\n");

        var response = await client.ReadResponseAsync("CONNECT");

        // RFC 9110 §9.3.6: neither field may stand in a 2xx answer to CONNECT.
        Assert.Equal((200, null, null), (
            response.Status, response.Field("Content-Length"), response.Field("Transfer-Encoding")));
    }

    [Theory]
    [InlineData("10.0.0.1:443")]
    [InlineData("169.254.169.254:80")]
    [InlineData("127.0.0.1:22")]
    [InlineData("192.168.1.1:443")]
    [InlineData("100.64.0.1:443")]
    [InlineData("0.0.0.0:80")]
    [InlineData("2130706433:80")]
    [InlineData("0x7f.1:80")]
    [InlineData("017700000001:80")]
    [InlineData("[::1]:443")]
    [InlineData("[fd00::1]:443")]
    [InlineData("[fe80::1]:443")]
    [InlineData("[::ffff:10.0.0.1]:443")]
    [InlineData("[64:ff9b::a00:1]:443")]
    public async Task A_tunnel_to_an_internal_address_is_refused_in_every_spelling(string target)
    {
        var response = await site.Proxy.ExchangeAsync(
            $"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n", "CONNECT");

        Assert.Equal(403, response.Status);
        Assert.Contains("ssrf", response.Field("X-Pipelock-Block-Reason-Layer"), StringComparison.Ordinal);
        await site.Proxy.LogOfAsync(response);
    }

    private async Task<RawClient> OpenAsync(IPEndPoint target)
    {
        var client = await site.Proxy.ConnectAsync();
        await client.SendAsync($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
        Assert.Equal(200, (await client.ReadResponseAsync("CONNECT")).Status);
        return client;
    }
}
