using System.Text;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>Who may use the proxy, and the way through a parent proxy.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly GuardedSite site = new();

    /// <summary>The field that a client sends, and the status it gets.</summary>
    public static TheoryData<string, int> Credentials => new()
    {
        { "", 407 },
        { "Basic " + Base64("agent:open sesame"), 200 },
        { "basic " + Base64("agent:open sesame"), 200 },
        { "Basic " + Base64("agent:wrong"), 407 },
        { "Basic " + Base64("other:open sesame"), 407 },
        { "Basic " + Base64("agent:open sesame and more"), 407 },
        { "Basic !", 407 },
        { "Bearer " + Base64("agent:open sesame"), 407 },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Only_known_users_get_through(string credentials, int status)
    {
        var field = credentials.Length == 0 ? "" : $"Proxy-Authorization: {credentials}\r\n";

        var plain = await site.Proxy.ExchangeAsync(site.Request("GET", "/head", field));
        var tunnel = await site.Proxy.ExchangeAsync(
            $"CONNECT {site.Authority} HTTP/1.1\r\nHost: {site.Authority}\r\n{field}\r\n", "CONNECT");

        Assert.Equal((status, status), (plain.Status, tunnel.Status));
        if (status == 407)
            Assert.StartsWith("Basic realm=", plain.Field("Proxy-Authenticate"), StringComparison.Ordinal);
        Assert.False(site.Origin.Record.Saw("Authorization"));
    }

    [Fact]
    public async Task A_parent_proxy_is_used_with_credentials_and_left_aside_where_it_must_be()
    {
        var direct = Site.NewAddress();
        await using var unproxied = new Origins.TestOrigin(direct);
        await using var child = await PipelockProcess.StartAsync(new ProxySettings
        {
            More = $"upstream_proxy:\n  url: \"http://{site.Proxy.Address}\"\n  username: agent\n  password_env: PARENT_PASSWORD\n"
                + $"  no_proxy: [\"{direct.Address}\"]\ntrusted_domains: []\n",
            Environment = new Dictionary<string, string> { ["PARENT_PASSWORD"] = "open sesame" },
        });

        var through = await child.ExchangeAsync(site.Request("GET", "/json"));
        var around = await child.ExchangeAsync($"GET {unproxied.Url}/json HTTP/1.1\r\nHost: {direct}\r\n\r\n");
        await using var client = await child.ConnectAsync();
        await client.SendAsync($"CONNECT {site.Authority} HTTP/1.1\r\nHost: {site.Authority}\r\n\r\n");
        var tunnel = await client.ReadResponseAsync("CONNECT");
        await client.SendAsync("GET /json HTTP/1.1\r\nHost: o\r\n\r\n");

        Assert.Equal((200, 200, 200, 200), (
            through.Status, around.Status, tunnel.Status, (await client.ReadResponseAsync()).Status));
        Assert.Single(unproxied.Record.Requests);
        await site.Proxy.Log.WaitForAsync(
            "the parent's log line", line => line.Contains($"http://{site.Authority}/json", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Proxy.Log.Lines, line => line.Contains($"{direct}", StringComparison.Ordinal));
        Assert.All(child.Log.Lines, line => Assert.DoesNotContain("sesame", line, StringComparison.Ordinal));
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class GuardedSite : Site
    {
        internal override ProxySettings Settings => new()
        {
            Forward = ["auth:", "  users:", "    - name: agent", "      password_env: AGENT_PASSWORD"],
            Environment = new Dictionary<string, string> { ["AGENT_PASSWORD"] = "open sesame" },
        };
    }
}
