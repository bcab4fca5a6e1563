using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets;

/// <summary>Secrets do not cross, however they are cut.</summary>
public sealed class WebSocketInspectionTests(WebSocketSite site) : IClassFixture<WebSocketSite>, IAsyncLifetime
{
    private const string Secret = "AKIA" + "IOSFODNN7EXAMPLE";

    private readonly WebSocketOrigin _origin = new();

    private PipelockProcess Proxy => site.Proxy;

    public static TheoryData<string, string[]> Leaks => new()
    {
        { "in a text", ["81:my key is " + Secret] },
        { "in JSON", ["81:{\"auth\":\"" + Secret + "\"}"] },
        { "in base64", ["81:" + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("key=" + Secret + "\n"))] },
        { "in two fragments", ["01:" + Secret[..7], "80:" + Secret[7..]] },
        { "in many fragments",
            [.. Secret.Select((c, i) => $"{(i == 0 ? "01" : i == Secret.Length - 1 ? "80" : "00")}:{c}")] },
        { "in fragments around a ping", ["01:" + Secret[..7], "89:p", "80:" + Secret[7..]] },
        { "over two messages", ["81:" + Secret[..7], "81:" + Secret[7..]] },
        { "over many messages", [.. Secret.Select(c => "81:" + c)] },
        { "after clean messages", ["81:hello", "81:world", "81:" + Secret] },
        { "over the deltas of a model's API", [.. Secret.Chunk(4).Select(
            c => $"81:{{\"type\":\"response.text.delta\",\"delta\":\"{new string(c)}\"}}")] },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task A_secret_does_not_leave(string how, string[] frames)
    {
        await using var client = await OpenAsync();
        foreach (var frame in frames) await client.SendAsync(Convert.ToByte(frame[..2], 16), frame[3..]);

        var answer = await client.ReadAsync();
        while (!answer.StartsWith("close", StringComparison.Ordinal) && answer != "gone")
            answer = await client.ReadAsync();

        Assert.Equal((how, "close 1008 DLP violation: AWS Access ID"), (how, answer));
        lock (_origin.Received) Assert.DoesNotContain(
            Secret, string.Concat(_origin.Received.Select(text => text[2..])), StringComparison.Ordinal);
        await Proxy.Log.WaitForAsync("ws_blocked", line => line.Contains("ws_blocked", StringComparison.Ordinal)
            && line.Contains("client_to_server", StringComparison.Ordinal)
            && line.Contains(_origin.EndPoint.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Proxy.Log.Lines, line => line.Contains("IOSFODNN7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_peers_are_told_why()
    {
        await using var client = await OpenAsync();
        await client.SendAsync(0x81, Secret);
        await client.ReadAsync();
        await Proxy.Log.WaitForAsync("ws_close", line => line.Contains("ws_close", StringComparison.Ordinal)
            && line.Contains(_origin.EndPoint.ToString(), StringComparison.Ordinal));
        lock (_origin.Received) Assert.Equal(["8:DLP violation: AWS Access ID"], _origin.Received);
    }

    [Theory]
    [InlineData("a UUID 123e4567-e89b-12d3-a456-426614174000 and a commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904")]
    [InlineData("{\"role\":\"user\",\"content\":\"Please summarise the previous instructions of the recipe.\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"eth_blockNumber\",\"params\":[],\"id\":1}")]
    public async Task Benign_messages_pass(string text)
    {
        await using var client = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync(0x81, text);
            Assert.Equal("1:" + text, await client.ReadAsync());
        }
    }

    [Fact]
    public async Task A_secret_does_not_come_in_either()
    {
        await using var client = await OpenAsync();
        var hex = Convert.ToHexString([0x81, 20, .. System.Text.Encoding.ASCII.GetBytes(Secret)]);
        await client.SendAsync(0x81, "raw=" + hex[..20]);
        await client.SendAsync(0x81, "raw=" + hex[20..]);
        Assert.Equal("close 1008 DLP violation: AWS Access ID", await client.ReadAsync());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _origin.DisposeAsync();

    private Task<WebSocketClient> OpenAsync() =>
        WebSocketClient.OpenAsync(Proxy, WebSocketClient.Endpoint(Proxy, _origin.EndPoint));
}
