using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Helm;

/// <summary>The chart, rendered by the real helm.</summary>
public class HelmChartTests
{
    public static TheoryData<string> ValueSets =>
        [.. Directory.GetFiles(Values, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Values => Path.Combine(AppContext.BaseDirectory, "Helm", "values");

    [Fact]
    public async Task Chart_passes_strict_linting() =>
        (await Tools.HelmAsync("lint", "--strict", Repository.Chart)).Succeeded();

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Rendered_objects_are_valid_and_the_program_takes_their_configuration(string set)
    {
        var objects = (await RenderAsync("-f", Path.Combine(Values, set + ".yaml"))).Succeeded();

        var configuration = await ValidateAsync(objects);

        var file = Path.Combine(Directory.CreateTempSubdirectory("chart-").FullName, "pipelock.yaml");
        await File.WriteAllTextAsync(file, configuration);
        (await Command.RunAsync(Repository.Program, "check", "--config", file)).Succeeded();
    }

    /// <summary>What a set of values must lead to: a line of the rendered objects.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "defaults", "- --listen=0.0.0.0:8888" },
        { "defaults", "readOnlyRootFilesystem: true" },
        { "defaults", "runAsNonRoot: true" },
        { "defaults", "memory: 128Mi" },
        { "defaults", "path: /health" },
        { "defaults", "app.kubernetes.io/component: proxy" },
        { "defaults", "whenUnsatisfiable: ScheduleAnyway" },
        { "every-protection-off", "sni_verification: false" },
        { "every-protection-off", "scan_env: false" },
        { "every-protection-off", "explain_blocks: false" },
        { "every-protection-off", "include_blocked: false" },
        { "mcp", "- --mcp-listen=0.0.0.0:8889" },
        { "mcp", "- --mcp-upstream=http://app:3000/mcp" },
        { "mcp", "targetPort: mcp" },
        { "mcp-behind-ingress", "ingressClassName: nginx" },
        { "mcp-behind-ingress", "- host: \"tools.example.com\"" },
        { "mcp-behind-ingress", "pathType: Exact" },
        { "other-ports", "- --listen=0.0.0.0:3128" },
        { "other-ports", "- --mcp-listen=0.0.0.0:3129" },
        { "other-ports", "containerPort: 9091" },
        { "other-ports", "metrics_listen: 0.0.0.0:9091" },
        { "other-ports", "- port: metrics" },
        { "monitored", "interval: 15s" },
        { "monitored", "release: prometheus" },
        { "monitored", "- alert: PipelockDown" },
        { "budget-least", "minAvailable: 2" },
        { "budget-most", "maxUnavailable: 0" },
        { "only-way-out", "name: test-pipelock-only-way-out" },
        { "only-way-out", "cidr: 203.0.113.0/24" },
        { "pull-secrets-of-the-release", "- name: of-the-release" },
        { "pull-secrets-of-the-release", "image: \"registry.example.com/pipelock-fast:1.2.3\"" },
        { "pull-secrets-of-its-own", "- name: its-own" },
        { "further-configuration", "max_tunnel_seconds: 7200" },
        { "further-configuration", "idle_timeout_seconds: 120" },
        { "further-configuration", "mode: strict" },
        { "placed", "type: LoadBalancer" },
        { "placed", "serviceAccountName: egress" },
        { "extended", "name: way-out" },
        { "extended", "- --mode=audit" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Values_arrive(string set, string line)
    {
        var objects = (await RenderAsync("-f", Path.Combine(Values, set + ".yaml"))).Succeeded();
        Assert.Contains(line, objects.Split('\n', StringSplitOptions.TrimEntries));
    }

    /// <summary>Values that contradict each other, and what the refusal names.</summary>
    public static TheoryData<string, string> Contradictions => new()
    {
        { "mcp.enabled=true", "mcp.enabled needs mcp.upstream" },
        { "mcp.enabled=true,mcp.upstream=app:3000", "mcp.upstream must be an http or https URL" },
        { "mcp.enabled=true,mcp.upstream=http://a,ports.mcp=8888", "is already taken by another listener" },
        { "ports.metrics=8888", "is already taken by another listener" },
        { "ingress.enabled=true", "ingress.enabled needs mcp.enabled" },
        { "ingress.enabled=true,mcp.enabled=true,mcp.upstream=http://a", "ingress.hosts is empty" },
        { "ingress.enabled=true,mcp.enabled=true,mcp.upstream=http://a,ingress.hosts[0].paths[0].path=/a",
            "host is empty" },
        { "ingress.enabled=true,mcp.enabled=true,mcp.upstream=http://a,ingress.hosts[0].host=b", "paths is empty" },
        { "podDisruptionBudget.enabled=true", "needs minAvailable or maxUnavailable" },
        { "podDisruptionBudget.enabled=true,podDisruptionBudget.minAvailable=1,podDisruptionBudget.maxUnavailable=1",
            "exclude each other" },
        { "extraConfig.fetch_proxy.listen=0.0.0.0:1", "extraConfig.fetch_proxy.listen" },
        { "extraConfig.mcp_listener.listen=0.0.0.0:1", "extraConfig.mcp_listener" },
        { "required.by=assistant,enabled=false", "assistant requires pipelock" },
        { "required.by=assistant,required.mcp=true", "assistant requires the MCP listener" },
        { "mode=lenient", "mode" },
        { "forwardProxi.enabled=false", "forwardProxi" },
        { "ports.proxy=80", "ports" },
        { "serviceMonitor.interval=often", "interval" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Contradiction_is_refused_with_what_to_do(string values, string message)
    {
        var result = await RenderAsync("--set", values);
        Assert.True(result.ExitCode != 0, "rendered all the same");
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Health")]
    [InlineData("Access")]
    [InlineData("Security")]
    [InlineData("Metrics")]
    [InlineData("HTTPS_PROXY=http://test-pipelock.egress.svc:8888")]
    public async Task Notes_tell(string line)
    {
        var notes = (await Tools.HelmAsync(
            "install", "test", Repository.Chart, "--dry-run=client", "-n", "egress")).Succeeded();
        Assert.Contains(line, notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_configuration_changes_the_pods()
    {
        Assert.NotEqual(await ChecksumAsync("mode=strict"), await ChecksumAsync("mode=audit"));
        Assert.Equal(await ChecksumAsync("mode=strict"), await ChecksumAsync("mode=strict"));
    }

    private static async Task<string> ChecksumAsync(string values) =>
        (await RenderAsync("--set", values)).Succeeded()
            .Split('\n').Single(line => line.Contains("checksum/config:", StringComparison.Ordinal));

    private static Task<Command.Result> RenderAsync(params string[] arguments) =>
        Tools.HelmAsync(["template", "test", Repository.Chart, .. arguments]);

    private static async Task<string> ValidateAsync(string objects)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Helm", "validate.mjs");
        return (await Command.RunAsync("node", [script, await Tools.SchemasAsync()], objects)).Succeeded();
    }
}
