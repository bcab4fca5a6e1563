using System.Text.Json;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Commands;

/// <summary>What the proxy says of itself on its own port.</summary>
public sealed class EndpointTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/health", 200, "application/json")]
    [InlineData("/stats", 200, "application/json")]
    [InlineData("/metrics", 200, "text/plain; version=0.0.4")]
    [InlineData("/no-such-page", 404, "text/plain")]
    public async Task Each_page_has_its_status_and_type(string path, int status, string type)
    {
        var response = await GetAsync(path);

        Assert.Equal(status, response.Status);
        Assert.StartsWith(type, response.Field("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_names_what_runs()
    {
        using var health = JsonDocument.Parse((await GetAsync("/health")).Text);

        Assert.Equal("healthy", health.RootElement.GetProperty("status").GetString());
        Assert.Equal("balanced", health.RootElement.GetProperty("mode").GetString());
        Assert.InRange(health.RootElement.GetProperty("dlp_patterns").GetInt32(), 90, 256);
        Assert.True(health.RootElement.GetProperty("forward_proxy_enabled").GetBoolean());
    }

    [Fact]
    public async Task Stats_count_what_was_blocked()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        Assert.Equal(403, (await site.Proxy.ExchangeAsync(site.Request("GET", $"/json?k={secret}"))).Status);

        using var stats = JsonDocument.Parse((await GetAsync("/stats")).Text);

        Assert.InRange(stats.RootElement.GetProperty("requests").GetProperty("blocked").GetInt64(), 1, long.MaxValue);
    }

    [Fact]
    public async Task An_idle_proxy_with_its_default_rules_fits_a_small_container()
    {
        await GetAsync("/health");

        Assert.InRange(site.Proxy.ResidentMegabytes(), 1, 100);
    }

    private Task<RawResponse> GetAsync(string path) =>
        site.Proxy.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: {site.Proxy.Address}\r\nConnection: close\r\n\r\n");
}
