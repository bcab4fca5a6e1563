using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>What a client and an origin see of each other through the proxy.</summary>
public sealed class WebSocketRelayTests(WebSocketSite site) : IClassFixture<WebSocketSite>, IAsyncLifetime
{
    private readonly WebSocketOrigin _origin = new();

    private PipelockProcess Proxy => site.Proxy;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_pings_and_the_close_handshake_pass(bool atEndpoint)
    {
        await using var client = await OpenAsync(atEndpoint);

        await client.SendAsync(0x81, "hello");
        Assert.Equal("1:hello", await client.ReadAsync());
        await client.SendAsync(0x81, "κόσμε 🙂");
        Assert.Equal("1:κόσμε 🙂", await client.ReadAsync());
        await client.SendAsync(0x81, "");
        Assert.Equal("1:", await client.ReadAsync());
        await client.SendAsync(0x89, "are you there");
        Assert.Equal("10:are you there", await client.ReadAsync());
        await client.SendAsync(0x8A, "heartbeat");
        Assert.Equal("10:heartbeat", await client.ReadAsync());
        await client.SendAsync(WebSocketFrame.Close(4001, "done"));
        Assert.Equal("close 4001 done", await client.ReadAsync());
        Assert.Equal("gone", await client.ReadAsync());
        Assert.Contains("8:done", _origin.Received);
    }

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(100_000)]
    public async Task Messages_of_every_size_come_back_as_they_were(int length)
    {
        await using var client = await OpenAsync();
        var text = string.Concat(Enumerable.Repeat("plain words go here ", (length / 20) + 1))[..length];
        await client.SendAsync(0x81, text);
        Assert.Equal("1:" + text, await client.ReadAsync());
    }

    [Fact]
    public async Task A_fragmented_message_arrives_whole_and_pings_overtake_it()
    {
        await using var client = await OpenAsync();
        await client.SendAsync(0x01, "one ");
        await client.SendAsync(0x89, "p");
        Assert.Equal("10:p", await client.ReadAsync());
        await client.SendAsync(0x00, "two ");
        await client.SendAsync(0x80, "three");
        Assert.Equal("1:one two three", await client.ReadAsync());
    }

    [Fact]
    public async Task A_frame_may_come_byte_by_byte()
    {
        await using var client = await OpenAsync();
        foreach (var b in new WebSocketFrame(0x81, "slow"u8.ToArray()).ToBytes(mask: true))
            await client.SendBytesAsync([b]);
        Assert.Equal("1:slow", await client.ReadAsync());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1011)]
    [InlineData(3999)]
    public async Task An_origin_may_close(int code)
    {
        await using var client = await OpenAsync();
        await client.SendAsync(0x81, $"close={code}");
        Assert.Equal($"close {code} as asked", await client.ReadAsync());
    }

    public static TheoryData<string, string, string> BrokenRules => new()
    {
        { "C181" + "00000000" + "61", "compressed", "close 1002 compressed frames not supported" },
        { "A180" + "00000000", "RSV2", "close 1002 reserved bits set" },
        { "8380" + "00000000", "opcode 3", "close 1002 reserved opcode" },
        { "8100", "not masked", "close 1002 client frame not masked" },
        { "0980" + "00000000", "fragmented ping", "close 1002 control frame fragmented" },
        { "89FE0080", "a ping of 128", "close 1002 control frame longer than 125 bytes" },
        { "8080" + "00000000", "nothing to continue", "close 1002 continuation without a message" },
        { "8181" + "00000000" + "FF", "not UTF-8", "close 1007 text is not valid UTF-8" },
        { "8882" + "00000000" + "03ED", "code 1005", "close 1002 close code not allowed" },
        { "8881" + "00000000" + "03", "half a code", "close 1002 close frame with one byte of payload" },
        { "82FF" + "00000000000186A1" + "00000000", "one byte too many", "close 1009 message too big" },
        { "8281" + "00000000" + "61", "binary", "close 1008 binary frames not allowed" },
    };

    [Theory]
    [MemberData(nameof(BrokenRules))]
    public async Task A_client_that_breaks_a_rule_is_told_which_and_so_is_the_origin(
        string hex, string rule, string close)
    {
        await using var client = await OpenAsync();
        await client.SendBytesAsync(Convert.FromHexString(hex));
        Assert.Equal((rule, close), (rule, await client.ReadAsync()));
        Assert.Equal("gone", await client.ReadAsync());
    }

    [Theory]
    [InlineData("C10161", "close 1002 compressed frames not supported")]
    [InlineData("818100000000", "close 1002 server frame masked")]
    [InlineData("8101FF", "close 1007 text is not valid UTF-8")]
    [InlineData("820161", "close 1008 binary frames not allowed")]
    public async Task An_origin_that_breaks_a_rule_is_refused_too(string hex, string close)
    {
        await using var client = await OpenAsync();
        await client.SendAsync(0x81, "raw=" + hex);
        Assert.Equal(close, await client.ReadAsync());
    }

    [Fact]
    public async Task What_crossed_is_in_the_log_and_in_the_metrics()
    {
        await using (var client = await OpenAsync())
        {
            await client.SendAsync(0x81, "12345");
            await client.ReadAsync();
            await client.SendAsync(WebSocketFrame.Close(1000, ""));
            await client.ReadAsync();
        }

        var line = await Proxy.Log.WaitForAsync("ws_close", line => line.Contains("ws_close", StringComparison.Ordinal)
            && line.Contains(_origin.EndPoint.ToString(), StringComparison.Ordinal));
        Assert.Contains(
            "\"client_to_server_bytes\":5,\"server_to_client_bytes\":5,\"text_frames\":2,\"binary_frames\":0", line,
            StringComparison.Ordinal);
        Assert.True(await Proxy.MetricAsync("pipelock_ws_connections_total{result=\"completed\"}") >= 1);
        Assert.True(await Proxy.MetricAsync("pipelock_ws_bytes_total") >= 10);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _origin.DisposeAsync();

    private Task<WebSocketClient> OpenAsync(bool atEndpoint = true) => WebSocketClient.OpenAsync(
        Proxy, atEndpoint ? WebSocketClient.Endpoint(Proxy, _origin.EndPoint) : WebSocketClient.Upgrade(
            _origin.EndPoint));
}
