using System.Diagnostics;
using System.Net;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.WebSockets;

namespace Pipelock.EndToEnd.Tests.Emergency;

/// <summary>Each way to stop all traffic, and what it does to what is under way.</summary>
public sealed class KillSwitchTests : IClassFixture<KillSwitchSite>, IAsyncLifetime
{
    private const int PromisedMilliseconds = 250;

    private readonly KillSwitchSite site;
    private readonly WebSocketOrigin webSocketOrigin = new();
    private readonly TcpEcho echo = new(Site.NewAddress().Address);

    public KillSwitchTests(KillSwitchSite site) => this.site = site;

    public static TheoryData<string> Sources => new() { "api", "signal", "sentinel", "config" };

    /// <summary>What an exempt or refused path answers while everything is stopped.</summary>
    public static TheoryData<string, int> Paths => new()
    {
        { "/health", 200 },
        { "/metrics", 200 },
        { "/api/v1/killswitch/status", 200 },
        { "/stats", 503 },
        { "/fetch?url=http://example.com/", 503 },
        { "/nothing", 503 },
    };

    public static TheoryData<string, int> Bodies => new()
    {
        { "{\"active\":true}", 200 },
        { " {\"active\" : false}\n", 200 },
        { "", 400 },
        { "true", 400 },
        { "{}", 400 },
        { "{\"active\":1}", 400 },
        { "{\"active\":true,\"more\":1}", 400 },
        { "{\"active\":true,\"active\":false}", 400 },
        { "{\"active\":true} {}", 400 },
        { "{\"active\":true}" + new string(' ', 1024), 413 },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public Task Everything_under_way_ends_and_nothing_new_begins(string source) =>
        TimePromise.IsKeptAsync(PromisedMilliseconds, async () =>
        {
            await using var running = await RunningExchanges.StartAsync(site, webSocketOrigin, echo);
            var thrown = site.SetAsync(source, true);
            try
            {
                if (source == "config") await thrown; // The file must be read and compiled first; then the clock runs.
                var since = Stopwatch.StartNew();
                await running.AssertStoppedAsync();
                var elapsed = since.ElapsedMilliseconds;
                await thrown;

                Assert.Equal(503, (await site.Proxy.ExchangeAsync(site.Request("GET", "/json"))).Status);
                var metric = $"pipelock_kill_switch_active{{source=\"{source}\"}}";
                Assert.True(await site.Proxy.MetricAsync(metric) == 1);
                return elapsed;
            }
            finally
            {
                await site.SetAsync(source, false);
                await UntilServedAsync();
            }
        });

    [Fact]
    public async Task A_refused_client_is_told_and_the_log_names_the_source()
    {
        await site.SetAsync("api", true);
        var response = await site.Proxy.ExchangeAsync(site.Request("GET", "/json"));
        await site.SetAsync("api", false);

        Assert.Equal("{\"error\":\"kill_switch_active\",\"message\":\"stopped by the tests\"}\n", response.Text);
        Assert.Equal("application/json", response.Field("Content-Type"));
        var line = await site.Proxy.LogOfAsync(response);
        Assert.Contains(
            "\"event\":\"kill_switch_deny\",\"transport\":\"forward\",\"endpoint\":\"forward\",\"source\":\"api\",\"deny_message\":\"stopped by the tests\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Health_metrics_and_the_way_back_stay_open(string path, int status)
    {
        await site.SetAsync("sentinel", true);
        try
        {
            await Eventually.HoldsAsync(
                async () => (await site.AskAsync("GET", "/stats")).Status == 503, "the stop by the sentinel file");
            Assert.Equal(status, (await site.AskAsync("GET", path)).Status);
        }
        finally
        {
            await site.SetAsync("sentinel", false);
            await UntilServedAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_interface_takes_exactly_one_document(string body, int status)
    {
        await using var own = await PipelockProcess.StartAsync(site.Settings);
        var response = await own.ExchangeAsync(
            $"POST /api/v1/killswitch HTTP/1.1\r\nHost: {own.Address}\r\nAuthorization: Bearer {KillSwitchSite.Token}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}", "POST");

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task The_interface_asks_who_is_there_and_how_often()
    {
        await using var own = await PipelockProcess.StartAsync(site.Settings);
        Task<RawResponse> Post(string token, string method = "POST") => own.ExchangeAsync(
            $"{method} /api/v1/killswitch HTTP/1.1\r\nHost: {own.Address}\r\nAuthorization: Bearer {token}\r\n"
            + "Content-Length: 16\r\nConnection: close\r\n\r\n{\"active\":false}", method);

        var stranger = await Post("another");
        var wrong = await Post(KillSwitchSite.Token, "PUT");
        var statuses = new List<int>();
        for (var i = 0; i < 11; i++) statuses.Add((await Post(KillSwitchSite.Token)).Status);

        Assert.Equal((401, "Bearer realm=\"pipelock\""), (stranger.Status, stranger.Field("WWW-Authenticate")));
        Assert.Equal((405, "POST"), (wrong.Status, wrong.Field("Allow")));
        Assert.Equal([.. Enumerable.Repeat(200, 10), 429], statuses);
    }

    [Fact]
    public async Task A_port_of_its_own_is_the_only_way_and_not_to_be_had_through_the_proxy()
    {
        var port = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        await using var own = await PipelockProcess.StartAsync(new ProxySettings
        {
            Mode = "audit", // In which nothing else would be refused.
            More = $"trusted_domains: [\"127.0.0.1\"]\nkill_switch:\n  api_token: {KillSwitchSite.Token}\n  api_listen: \"{port}\"\n",
        });
        var fields = $"Authorization: Bearer {KillSwitchSite.Token}\r\nConnection: close\r\n";

        var atMain = await own.ExchangeAsync(
            $"GET /api/v1/killswitch/status HTTP/1.1\r\nHost: {own.Address}\r\n{fields}\r\n");
        var through = await own.ExchangeAsync(
            $"GET http://{port}/api/v1/killswitch/status HTTP/1.1\r\nHost: {port}\r\n{fields}\r\n");
        var tunnel = await own.ExchangeAsync($"CONNECT {port} HTTP/1.1\r\nHost: {port}\r\n\r\n", "CONNECT");
        var loop = await own.ExchangeAsync(
            $"GET http://{own.Address}/health HTTP/1.1\r\nHost: {own.Address}\r\n{fields}\r\n");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", KillSwitchSite.Token);
        var direct = await http.GetStringAsync(new Uri($"http://{port}/api/v1/killswitch/status"));

        Assert.Equal((404, 403, 403, 403), (atMain.Status, through.Status, tunnel.Status, loop.Status));
        Assert.Contains("\"sources\":{\"config\":false,\"api\":false,\"signal\":false,\"sentinel\":false}", direct,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_of_an_exempt_network_go_on()
    {
        await using var own = await PipelockProcess.StartAsync(new ProxySettings
        {
            More = "kill_switch:\n  enabled: true\n  allowlist_ips: [\"127.0.0.1/32\"]\n",
        });

        Assert.Equal(200, (await own.ExchangeAsync(site.Request("GET", "/json"))).Status);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await webSocketOrigin.DisposeAsync();
        await echo.DisposeAsync();
    }

    private Task UntilServedAsync() => Eventually.HoldsAsync(
        async () => (await site.Proxy.ExchangeAsync(site.Request("GET", "/json"))).Status == 200,
        "traffic after the switch was let go");
}
