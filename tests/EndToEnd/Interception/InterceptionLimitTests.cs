using System.Net;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Limits, sessions and the emergency stop hold inside opened TLS as outside.</summary>
public sealed class InterceptionLimitTests
{
    private const string Token = "a-token-of-the-tests";

    private static readonly string s_secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

    [Fact]
    public async Task The_emergency_stop_ends_what_is_inside()
    {
        await using var lab = await TlsLab.StartAsync(
            new ProxySettings { More = $"kill_switch: {{api_token: {Token}}}" });
        await using var origin = lab.NewOrigin();
        await using var client = await lab.OpenAsync(origin.EndPoint.ToString());
        await client.SendAsync(Request(origin, "GET", "/json"));
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);

        await StopAsync(lab, true);
        await client.SendAsync(Request(origin, "GET", "/json"));
        Assert.Equal(503, (await client.ReadResponseAsync()).Status);

        await StopAsync(lab, false);
        Assert.Equal(200, (await lab.ExchangeAsync(origin, Request(origin, "GET", "/json"))).Status);
        Assert.Equal(2, origin.Record.Requests.Count);
    }

    [Fact]
    public async Task Requests_inside_count_against_the_limit_of_their_host()
    {
        await using var lab = await TlsLab.StartAsync(new ProxySettings { RequestsPerMinute = 3 });
        await using var origin = lab.NewOrigin();
        await using var client = await lab.OpenAsync(origin.EndPoint.ToString());
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            await client.SendAsync(Request(origin, "GET", "/json"));
            statuses.Add((await client.ReadResponseAsync()).Status);
        }

        Assert.Equal([200, 200, 200, 429], statuses);
    }

    [Fact]
    public async Task Bytes_inside_count_against_the_budget_of_their_host()
    {
        await using var lab = await TlsLab.StartAsync(
            new ProxySettings { Monitoring = ["max_data_per_minute: 5000"] });
        await using var origin = lab.NewOrigin();

        Assert.Equal(200, (await lab.ExchangeAsync(origin, Request(origin, "GET", "/bytes/10000"))).Status);

        // The bytes are counted once the exchange is over, which may be just after the client has read the last one.
        RawResponse? denied = null;
        await Eventually.HoldsAsync(
            async () => (denied = await lab.ExchangeAsync(origin, Request(origin, "GET", "/json"))).Status == 429,
            "a request over the budget is refused");
        Assert.Equal("databudget", denied!.Field("X-Pipelock-Block-Reason-Layer"));
    }

    [Fact]
    public async Task Who_is_found_out_inside_is_quarantined_outside_too()
    {
        await using var lab = await TlsLab.StartAsync(new ProxySettings
        {
            More = """
                session_profiling: { enabled: true, domain_burst: 100 }
                adaptive_enforcement: { enabled: true }
                airlock: { enabled: true, triggers: { on_elevated: soft, on_high: hard, on_critical: drain } }
                """,
        });
        await using var origin = lab.NewOrigin();
        await using var plain = new TestOrigin(Site.NewAddress());
        var post = $"POST {plain.Url}/echo HTTP/1.1\r\nHost: {plain.EndPoint}\r\nContent-Length: 0\r\n\r\n";
        Assert.Equal(200, (await lab.Proxy.ExchangeAsync(post, "POST")).Status);
        await using var idle = await lab.OpenAsync(origin.EndPoint.ToString());
        await idle.SendAsync(Request(origin, "GET", "/json"));
        Assert.Equal(200, (await idle.ReadResponseAsync()).Status);

        for (var i = 0; i < 4; i++)
            Assert.Equal(403, (await lab.ExchangeAsync(origin, Request(origin, "GET", $"/json?k={s_secret}"))).Status);

        Assert.True(await idle.IsClosedAsync(), "what the session has open ends with its quarantine");
        var denied = await lab.Proxy.ExchangeAsync(post, "POST");
        Assert.Equal((403, "airlock"), (denied.Status, denied.Field("X-Pipelock-Block-Reason-Layer")));
    }

    [ClientTheory("curl")]
    [InlineData("nobody in particular", "", false, "403")]
    [InlineData("named by the request for the tunnel", "X-Pipelock-Agent: lenient", false, "200")]
    [InlineData("named by the listener", "", true, "200")]
    public async Task An_agent_stays_itself_inside(string who, string field, bool ownListener, string status)
    {
        var listener = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        await using var lab = await TlsLab.StartAsync(new ProxySettings
        {
            More = $"agents: {{lenient: {{mode: audit, listeners: [\"{listener}\"]}}}}",
        });
        await using var origin = lab.NewOrigin();
        var proxy = ownListener ? listener : lab.Proxy.Address;

        var run = await ClientRun.OfAsync("curl",
        [
            "-s", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", lab.ClientTrust, "-x", $"http://{proxy}",
            "--proxy-header", field, $"{origin.Url}/json?k={s_secret}",
        ]);

        Assert.True(run.Output == status, $"{who}: {run.Output}");
    }

    private static string Request(TestOrigin origin, string method, string path) =>
        $"{method} {path} HTTP/1.1\r\nHost: {origin.EndPoint}\r\n\r\n";

    private static async Task StopAsync(TlsLab lab, bool active)
    {
        var body = $"{{\"active\":{(active ? "true" : "false")}}}";
        var answer = await lab.Proxy.ExchangeAsync(
            $"POST /api/v1/killswitch HTTP/1.1\r\nHost: {lab.Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", "POST");
        Assert.Equal(200, answer.Status);
    }
}
