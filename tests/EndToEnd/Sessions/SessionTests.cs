using System.Net.Sockets;
using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Commands;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Sessions;

/// <summary>Agents are told apart, found out, quarantined, and let go by whoever administers them.</summary>
public sealed class SessionTests(SessionSite site) : IClassFixture<SessionSite>
{
    private static readonly string s_secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

    [Fact]
    public async Task Who_keeps_being_found_out_is_quarantined_and_others_are_not()
    {
        for (var i = 0; i < 4; i++) Assert.Equal(403, (await site.AskAsync("mallory", $"/json?k={s_secret}")).Status);

        var state = JsonNode.Parse((await site.ApiAsync("GET", "/mallory%7C127.0.0.1")).Text)!;
        Assert.Equal(("hard", "high"), ((string?)state["airlock_tier"], (string?)state["escalation_level"]));
        Assert.Equal("block", (string?)state["recent_events"]![0]!["kind"]);
        Assert.Equal(200, (await site.AskAsync("mallory")).Status);
        var denied = await site.AskAsync("mallory", "/echo", "POST");
        Assert.Equal((403, "airlock"), (denied.Status, denied.Field("X-Pipelock-Block-Reason-Layer")));
        Assert.Equal(200, (await site.AskAsync("alice", "/echo", "POST")).Status);
        Assert.Equal(1, await site.Proxy.MetricAsync("pipelock_airlock_sessions{tier=\"hard\"}"));
        await site.Proxy.Log.WaitForAsync("airlock_enter", line => line.Contains(
            "\"event\":\"airlock_enter\",\"session\":\"mallory|127.0.0.1\"", StringComparison.Ordinal));

        Assert.Equal(200, (await site.ApiAsync("POST", "/mallory%7C127.0.0.1/reset")).Status);
        Assert.Equal(200, (await site.AskAsync("mallory", "/echo", "POST")).Status);
    }

    [Fact]
    public async Task Quarantine_cuts_a_tunnel_off()
    {
        await using var echo = new TcpEcho(Site.NewAddress().Address);
        await using var tunnel = await site.Proxy.ConnectAsync();
        await tunnel.SendAsync(
            $"CONNECT {echo.EndPoint} HTTP/1.1\r\nHost: {echo.EndPoint}\r\nX-Pipelock-Agent: tunneller\r\n\r\n");
        Assert.Equal(200, (await tunnel.ReadResponseAsync("CONNECT")).Status);

        var answer = await site.ApiAsync("POST", "/tunneller%7C127.0.0.1/airlock", "{\"tier\":\"drain\"}");

        Assert.Equal(200, answer.Status);
        Assert.True(await tunnel.IsClosedAsync());
        Assert.Equal(403, (await site.AskAsync("tunneller")).Status);
    }

    [Fact]
    public async Task A_profile_counts_by_claim_and_by_listener()
    {
        Assert.Equal(200, (await site.AskAsync("lenient", $"/json?k={s_secret}")).Status);
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(site.Listener);
            await using var client = new RawClient(new NetworkStream(socket, ownsSocket: true));
            await client.SendAsync(site.Request("GET", "/json", "X-Pipelock-Agent: lenient\r\n"));
            statuses.Add((await client.ReadResponseAsync()).Status);
        }

        Assert.Equal([200, 200, 403], statuses);
        Assert.True(await site.Proxy.MetricAsync("pipelock_requests_total{agent=\"bound\",result=\"allowed\"}") == 2);
        Assert.False(site.Origin.Record.Saw("X-Pipelock-Agent"));
    }

    public static TheoryData<string, string, string, int> Requests => new()
    {
        { "GET", "", "", 200 },
        { "GET", "?tier=hard", "", 200 },
        { "GET", "?tier=loose", "", 400 },
        { "PUT", "", "", 405 },
        { "GET", "/nobody%7C127.0.0.1", "", 404 },
        { "GET", "/a%2Fb", "", 400 },
        { "GET", "/someone%7C127.0.0.1/explain", "", 200 },
        { "GET", "/someone%7C127.0.0.1/reset", "", 405 },
        { "POST", "/someone%7C127.0.0.1/airlock", "{\"tier\":\"loose\"}", 400 },
        { "POST", "/someone%7C127.0.0.1/airlock", "{\"tier\":\"soft\",\"more\":1}", 400 },
        { "POST", "/someone%7C127.0.0.1/dance", "{}", 404 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_interface_answers_each_question_in_its_own_way(
        string method, string path, string body, int status)
    {
        await site.AskAsync("someone");

        Assert.Equal(status, (await site.ApiAsync(method, path, body)).Status);
    }

    [Fact]
    public async Task The_commands_list_explain_and_release()
    {
        await site.AskAsync("prisoner");
        await site.ApiAsync("POST", "/prisoner%7C127.0.0.1/airlock", "{\"tier\":\"hard\"}");
        string[] access = ["--api-url", $"http://{site.Proxy.Address}", "--api-token", SessionSite.Token];

        var list = await ProgramRun.OfAsync(["session", "list", "--tier", "hard", .. access]);
        var explain = await ProgramRun.OfAsync(["session", "explain", "prisoner|127.0.0.1", .. access]);
        var release = await ProgramRun.OfAsync(["session", "release", "prisoner|127.0.0.1", "--to", "none", .. access]);
        var unknown = await ProgramRun.OfAsync(["session", "terminate", "nobody|127.0.0.1", .. access]);

        Assert.Contains("prisoner|127.0.0.1", list.Output, StringComparison.Ordinal);
        Assert.Contains("quarantined by api", explain.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 1), (list.ExitCode, explain.ExitCode, release.ExitCode, unknown.ExitCode));
        Assert.Contains("no such session", unknown.Error, StringComparison.Ordinal);
    }
}
