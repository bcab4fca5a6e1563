using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>The limits of <c>websocket_proxy</c>, and what happens when the proxy stops.</summary>
public sealed class WebSocketLimitTests : IAsyncLifetime
{
    private readonly WebSocketOrigin _origin = new();

    [Theory]
    [InlineData("idle_timeout_seconds: 1", "close 1001 idle timeout")]
    [InlineData("max_connection_seconds: 1", "close 1001 connection timeout")]
    public async Task Time_is_bounded(string line, string close)
    {
        await using var proxy = await StartAsync(line);
        await using var client = await OpenAsync(proxy);
        Assert.Equal(close, await client.ReadAsync());
    }

    [Fact]
    public async Task Connections_are_bounded_and_a_place_becomes_free_again()
    {
        await using var proxy = await StartAsync("max_concurrent_connections: 1");
        var client = await OpenAsync(proxy);
        Assert.Equal(503, (await proxy.ExchangeAsync(WebSocketClient.Endpoint(proxy, _origin.EndPoint))).Status);
        await client.SendAsync(WebSocketFrame.Close(1000, ""));
        await client.ReadAsync();
        await client.DisposeAsync();
        await proxy.Log.WaitForAsync("ws_close", line => line.Contains("ws_close", StringComparison.Ordinal));
        for (var attempt = 0; ; attempt++)
        {
            var connection = await proxy.ConnectAsync();
            await connection.SendAsync(WebSocketClient.Endpoint(proxy, _origin.EndPoint));
            var head = await connection.ReadHeadAsync();
            await connection.DisposeAsync();
            if (head.Contains(" 101 ", StringComparison.Ordinal)) break;
            Assert.True(attempt < 50, head);
        }
    }

    [Fact]
    public async Task Binary_messages_pass_where_allowed_and_are_inspected_all_the_same()
    {
        await using var proxy = await StartAsync("allow_binary_frames: true");
        await using var client = await OpenAsync(proxy);
        await client.SendAsync(0x82, "\0\u0001 bytes");
        Assert.Equal("2:\0\u0001 bytes", await client.ReadAsync());
        await client.SendAsync(0x82, "key AKIA" + "IOSFODNN7EXAMPLE");
        Assert.Equal("close 1008 DLP violation: AWS Access ID", await client.ReadAsync());
    }

    [Fact]
    public async Task What_is_not_to_be_scanned_passes()
    {
        await using var proxy = await StartAsync("scan_text_frames: false");
        await using var client = await OpenAsync(proxy);
        await client.SendAsync(0x81, "key AKIA" + "IOSFODNN7EXAMPLE");
        Assert.StartsWith("1:key", await client.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_passes_what_it_finds_and_says_so()
    {
        await using var proxy = await PipelockProcess.StartAsync(
            new ProxySettings { Mode = "audit", More = "websocket_proxy:\n  enabled: true\n" });
        await using var client = await OpenAsync(proxy);
        await client.SendAsync(0x81, "key AKIA" + "IOSFODNN7EXAMPLE");
        Assert.StartsWith("1:key", await client.ReadAsync(), StringComparison.Ordinal);
        await proxy.Log.WaitForAsync("ws_scan", line => line.Contains("ws_scan", StringComparison.Ordinal)
            && line.Contains("\"action\":\"warn\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_stops_says_goodbye()
    {
        await using var proxy = await StartAsync();
        await using var client = await OpenAsync(proxy);
        proxy.SendTerminate();
        Assert.Equal("close 1001 the proxy stops", await client.ReadAsync());
        Assert.Equal(0, await proxy.WaitForExitAsync());
    }

    [Fact]
    public async Task Switched_off_there_is_no_endpoint()
    {
        await using var proxy = await PipelockProcess.StartAsync(new ProxySettings());
        Assert.Equal(404, (await proxy.ExchangeAsync(WebSocketClient.Endpoint(proxy, _origin.EndPoint))).Status);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _origin.DisposeAsync();

    private static Task<PipelockProcess> StartAsync(params string[] lines) =>
        PipelockProcess.StartAsync(new ProxySettings { More = WebSocketSite.Section(lines) });

    private Task<WebSocketClient> OpenAsync(PipelockProcess proxy) =>
        WebSocketClient.OpenAsync(proxy, WebSocketClient.Endpoint(proxy, _origin.EndPoint));
}
