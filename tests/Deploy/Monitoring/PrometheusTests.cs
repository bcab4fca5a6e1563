using System.Text.Json;
using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Monitoring;

/// <summary>Alert rules and dashboard: understood by Prometheus, and over metrics that there are.</summary>
public class PrometheusTests
{
    private const string Alerts = "deploy/prometheus/alerts.yaml";
    private const string Dashboard = "deploy/grafana/pipelock.json";

    public static TheoryData<string> Queries
    {
        get
        {
            using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.At(Dashboard)));
            return
            [
                .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                    .Where(panel => panel.TryGetProperty("targets", out _))
                    .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                    .Select(target => target.GetProperty("expr").GetString()!)
                    .Distinct(),
            ];
        }
    }

    [Fact]
    public async Task Alert_rules_are_accepted() =>
        (await Command.RunAsync("promtool", "check", "rules", Repository.At(Alerts))).Succeeded();

    [Fact]
    public async Task Alert_rules_look_at_metrics_that_exist() =>
        Assert.Empty(
            Names(await File.ReadAllTextAsync(Repository.At(Alerts))).Except(await RunningProxy.FamiliesAsync()));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_of_the_dashboard_looks_at_metrics_that_exist(string query) =>
        Assert.Empty(Names(query).Except(await RunningProxy.FamiliesAsync()));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_of_the_dashboard_is_valid(string query)
    {
        var rule = Path.Combine(Directory.CreateTempSubdirectory("query-").FullName, "rule.yaml");
        // Grafana puts these in before it asks.
        var asked = query.Replace("$__rate_interval", "5m", StringComparison.Ordinal)
            .Replace("$instance", ".*", StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            rule, $"groups: [{{name: g, rules: [{{record: a, expr: {JsonSerializer.Serialize(asked)}}}]}}]");
        (await Command.RunAsync("promtool", "check", "rules", rule)).Succeeded();
    }

    [Fact]
    public async Task What_is_scraped_follows_the_rules_of_the_format() =>
        (await Command.RunAsync("promtool", ["check", "metrics"], await RunningProxy.MetricsAsync())).Succeeded();

    /// <summary>The families a query names; a histogram's series carry its name with an ending.</summary>
    private static IEnumerable<string> Names(string text) =>
        Regex.Matches(text, @"\bpipelock_[a-z_]+")
            .Select(match => Regex.Replace(match.Value, "_(bucket|sum|count)$", ""));
}
