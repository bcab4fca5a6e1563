using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Tests.Interception;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The checks of <c>@modelcontextprotocol/conformance</c>: through the proxy they end as they do at the
/// server.</summary>
public sealed class McpConformanceTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-conformance-").FullName;

    /// <summary>A server may talk of sounds, and of what its operator calls private: the defaults refuse it.</summary>
    private const string Policy = McpSite.Lenient + "media_policy:\n  strip_audio: false\n";

    [NodeTheory]
    [InlineData(40)]
    public async Task The_same_checks_pass(int least)
    {
        await using var server = await McpServerUnderTest.StartAsync("conformance.mjs", "{port}");
        var upstream = $"http://127.0.0.1:{server.Port}/mcp";
        await using var proxy = await McpListenerUnderTest.StartAsync(Policy, upstream);

        var direct = await ChecksAsync(upstream, "direct");
        var proxied = await ChecksAsync($"http://127.0.0.1:{proxy.Port}/mcp", "proxied");

        Assert.Equal(direct, proxied);
        Assert.True(direct.Count(one => one.EndsWith(" SUCCESS", StringComparison.Ordinal)) >= least);
        Assert.DoesNotContain(direct, one => one.EndsWith(" FAILURE", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Each check of each scenario with its outcome.</summary>
    private async Task<List<string>> ChecksAsync(string url, string name)
    {
        var results = Path.Combine(_directory, name);
        var packages = Path.Combine(await McpLab.DirectoryAsync(), "node_modules");
        var suite = Path.Combine(packages, "@modelcontextprotocol", "conformance", "dist", "index.js");
        var run = await ClientRun.OfAsync(
            Node(packages), [suite, "server", "--url", url, "--suite", "all", "-o", results]);

        Assert.True(Directory.Exists(results), run.Error);
        var checks = new List<string>();
        foreach (var scenario in Directory.EnumerateDirectories(results).Order(StringComparer.Ordinal))
        {
            var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(scenario, "checks.json")))!.AsArray();
            // The directory ends with the time of the run.
            var title = Path.GetFileName(scenario).Split("-20")[0];
            checks.AddRange(kept.Select(one => $"{title}: {one!["id"]} {one["status"]}"));
        }

        return checks;
    }

    /// <summary>The suite needs Node 22; distributions have older ones.</summary>
    private static string Node(string packages)
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var node = Path.Combine(packages, $"node-linux-{architecture}", "bin", "node");
        return File.Exists(node) ? node : "node";
    }
}
