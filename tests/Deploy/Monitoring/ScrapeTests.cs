using System.Text.Json.Nodes;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Monitoring;

/// <summary>The real Prometheus scrapes the proxy, evaluates the alert rules over it, and tells what it has.</summary>
public sealed class ScrapeTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("prometheus-").FullName;
    private readonly string _address = $"127.0.0.1:{FreePort.Next()}";
    private RunningProxy _proxy = null!;
    private Daemon _prometheus = null!;

    [Fact]
    public async Task Prometheus_has_what_the_proxy_counted()
    {
        Assert.Equal(403, await _proxy.AskAsync("http://169.254.169.254/"));

        var blocked = await _prometheus.UntilAsync(
            "sample of the refusal", () => QueryAsync("sum(pipelock_requests_total{result=\"blocked\"}) > 0"));
        var up = await QueryAsync("up{job=\"pipelock\"}");

        Assert.Equal(("1", "1"), (blocked, up));
    }

    [Fact]
    public async Task Alert_rules_are_evaluated_without_an_error()
    {
        await _proxy.AskAsync("http://169.254.169.254/");

        var health = await _prometheus.UntilAsync("evaluation of the rules", RulesAsync);

        Assert.All(health, rule => Assert.Equal("ok", rule));
    }

    public async Task InitializeAsync()
    {
        _proxy = await RunningProxy.StartAsync();
        var config = Path.Combine(_directory, "prometheus.yaml");
        await File.WriteAllTextAsync(config, $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["{{Repository.At("deploy/prometheus/alerts.yaml")}}"]
            scrape_configs:
              - job_name: pipelock
                static_configs: [{ targets: ["{{_proxy.Address}}"] }]
            """);
        _prometheus = Daemon.Start(
            "prometheus", $"--config.file={config}", $"--storage.tsdb.path={_directory}/data",
            $"--web.listen-address={_address}", "--log.level=warn");
        await _prometheus.UntilAsync("readiness", () => GetAsync("/-/ready"));
    }

    public async Task DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await _proxy.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The value of a query's only series; null while there is none.</summary>
    private async Task<string?> QueryAsync(string query)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
        return (string?)JsonNode.Parse(answer!)!["data"]!["result"]!.AsArray().FirstOrDefault()?["value"]![1];
    }

    /// <summary>The health of every rule, once all were evaluated.</summary>
    private async Task<string[]?> RulesAsync()
    {
        var groups = JsonNode.Parse((await GetAsync("/api/v1/rules"))!)!["data"]!["groups"]!.AsArray();
        var rules = groups.SelectMany(group => group!["rules"]!.AsArray());
        string[] health = [.. rules.Select(rule => (string)rule!["health"]!)];
        return health.Length > 0 && !health.Contains("unknown") ? health : null;
    }

    private async Task<string?> GetAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await client.GetStringAsync($"http://{_address}{path}");
    }
}
