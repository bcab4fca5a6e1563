using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;
using Pipelock.EndToEnd.Tests.WebSockets;

namespace Pipelock.EndToEnd.Tests.Suppression;

/// <summary>Secrets that leave in pieces, over requests of one client.</summary>
public sealed class AcrossRequestsTests : IAsyncLifetime
{
    private static readonly string s_token = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
    private readonly PiecesSite site = new();

    private sealed class PiecesSite : Site
    {
        internal override ProxySettings Settings => new()
        {
            More = "cross_request_detection: { enabled: true, fragment_reassembly: { enabled: true } }\n"
                + "websocket_proxy: { enabled: true }\n",
        };
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_secret_in_pieces_is_refused_before_it_is_whole(int pieces)
    {
        var parts = s_token.Chunk((s_token.Length + pieces - 1) / pieces).Select(chunk => new string(chunk)).ToArray();
        List<int> statuses = [];
        RawResponse? last = null;
        foreach (var part in parts)
        {
            last = await PostAsync($$"""{"part":"{{part}}"}""");
            statuses.Add(last.Status);
            if (last.Status != 200) break; // A rule may know the secret before its very last characters.
        }

        Assert.InRange(statuses.Count, parts.Length / 2, parts.Length);
        Assert.Equal([.. Enumerable.Repeat(200, statuses.Count - 1), 403], statuses);
        Assert.Equal("cross_request", last!.Field("X-Pipelock-Block-Reason-Layer"));
        Assert.Equal("blocked: cross-request secret detected: GitHub Token\n", last.Text);
        await site.Proxy.Log.WaitForAsync("session", line =>
            line.Contains("\"event\":\"cross_request_dlp_match\"", StringComparison.Ordinal)
            && line.Contains("\"session\":\"127.0.0.1\"", StringComparison.Ordinal)
            && line.Contains("\"detail\":\"cross-request secret detected: GitHub Token\"", StringComparison.Ordinal));
        var metrics = await ReadAsync("/metrics");
        Assert.Contains("pipelock_cross_request_dlp_match_total 1\n", metrics, StringComparison.Ordinal);
        Assert.Matches("pipelock_cross_request_fragment_buffer_bytes [1-9]", metrics);
        Assert.Matches(
            "\"cross_request_detection\":{\"entropy_tracker_active\":false,\"fragment_buffer_active\":true,"
            + "\"fragment_buffer_bytes\":[1-9]", await ReadAsync("/stats"));
        Assert.DoesNotContain(site.Proxy.Log.Lines, line => line.Contains(parts[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_used_up_its_budget_is_told_and_counted()
    {
        await using var proxy = await PipelockProcess.StartAsync(site.Settings with
        {
            More = "cross_request_detection:\n  enabled: true\n"
                + "  entropy_budget: { enabled: true, bits_per_window: 2000 }\n",
        });
        var random = new Random(3);
        var status = 200;
        for (var i = 0; i < 20 && status == 200; i++)
        {
            var part = Convert.ToHexStringLower(Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256)).ToArray());
            var request = site.Request("GET", $"/json?q={part}", "Connection: close\r\n");
            status = (await proxy.ExchangeAsync(request)).Status;
        }

        Assert.Equal(403, status);
        await proxy.Log.WaitForAsync("session", line =>
            line.Contains("\"event\":\"cross_request_entropy_exceeded\"", StringComparison.Ordinal)
            && line.Contains("\"action\":\"block\"", StringComparison.Ordinal));
        Assert.Contains(
            "pipelock_cross_request_entropy_exceeded_total 1\n",
            (await proxy.ExchangeAsync("GET /metrics HTTP/1.0\r\n\r\n")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_over_two_websockets_is_refused()
    {
        await using var origin = new WebSocketOrigin();
        await using (var first = await OpenAsync(origin))
        {
            await first.SendAsync(0x81, s_token[..20]);
            Assert.Equal("1:" + s_token[..20], await first.ReadAsync());
        }

        await using var second = await OpenAsync(origin);
        await second.SendAsync(0x81, s_token[20..]);
        var answer = await second.ReadAsync();

        Assert.StartsWith("close 1008", answer, StringComparison.Ordinal);
        await site.Proxy.Log.WaitForAsync("session", line =>
            line.Contains("\"event\":\"cross_request_dlp_match\"", StringComparison.Ordinal)
            && line.Contains(origin.EndPoint.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_that_resends_its_growing_history_passes()
    {
        var history = "";
        for (var turn = 0; turn < 50; turn++)
        {
            history += $"{{\"role\":\"user\",\"content\":\"Turn {turn}: what is in file {turn * 3}?\"}},";
            var response = await PostAsync($"{{\"model\":\"m\",\"messages\":[{history.TrimEnd(',')}]}}");

            Assert.Equal((turn, 200), (turn, response.Status));
        }
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private Task<WebSocketClient> OpenAsync(WebSocketOrigin origin) => WebSocketClient.OpenAsync(
        site.Proxy, WebSocketClient.Endpoint(site.Proxy, origin.EndPoint));

    private async Task<string> ReadAsync(string path) =>
        (await site.Proxy.ExchangeAsync($"GET {path} HTTP/1.0\r\n\r\n")).Text;

    private Task<RawResponse> PostAsync(string body) => site.Proxy.ExchangeAsync(site.Request(
        "POST", "/echo", $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n",
            body), "POST");
}
