using System.Buffers;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Evidence.Documents;
using Pipelock.Evidence.Tests.Metrics;
using Pipelock.Policy;
using Pipelock.Policy.CrossRequest;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Evidence.Tests.Documents;

public sealed class DocumentTests
{
    [Fact]
    public void Health_is_exactly_this_document()
    {
        var facts = new HealthFacts
        {
            Version = "0.1.0", Mode = "balanced", Uptime = TimeSpan.FromMilliseconds(10.5), DlpPatterns = 48,
            RateLimitEnabled = true, ForwardProxyEnabled = true, RequestBodyScanEnabled = true,
        };
        Assert.Equal(
            "{\"status\":\"healthy\",\"version\":\"0.1.0\",\"mode\":\"balanced\",\"uptime_seconds\":0.0105"
            + ",\"dlp_patterns\":48,"
            + "\"response_scan_enabled\":false,\"git_protection_enabled\":false,\"rate_limit_enabled\":true,"
            + "\"forward_proxy_enabled\":true,\"websocket_proxy_enabled\":false,\"request_body_scan_enabled\":true,"
            + "\"tls_interception_enabled\":false,\"kill_switch_active\":false}",
            Written(output => HealthDocument.Write(output, facts)));
    }

    [Theory]
    [InlineData(Mode.Strict, "strict", 5, true)]
    [InlineData(Mode.Balanced, "balanced", 0, false)]
    [InlineData(Mode.Audit, "audit", 0, false)]
    public void Health_follows_the_snapshot(Mode mode, string told, int limit, bool limits)
    {
        var options = new PipelockOptions
        {
            Mode = mode,
            FetchProxy = new FetchProxyOptions
            {
                Monitoring = new FetchMonitoringOptions { MaxRequestsPerMinute = limit },
            },
        };
        using var policy = PolicySnapshot.Build(options, "defaults", new PolicyEnvironment
        {
            CacheDirectory = Path.Combine(Path.GetTempPath(), "pipelock-policy-tests"),
        });
        var facts = HealthFacts.From(policy, "0.1.0", TimeSpan.FromSeconds(3));
        Assert.Equal((told, limits, 3.0, policy.Scanner.SecretRuleCount),
            (facts.Mode, facts.RateLimitEnabled, facts.Uptime.TotalSeconds, facts.DlpPatterns));
    }

    [Fact]
    public void Stats_are_exactly_this_document()
    {
        var metrics = new ProxyMetrics("0.1.0");
        metrics.RequestAllowed(default);
        metrics.RequestAllowed(default);
        metrics.RecordDecision(ProxyMetricsTests.Blocked(ScanLayer.CoreDlp), "127.77.0.1"u8, default);
        metrics.RecordDecision(ProxyMetricsTests.Blocked(ScanLayer.CoreDlp), "127.77.0.1"u8, default, "ci");
        metrics.RecordDecision(
            ProxyMetricsTests.Blocked(ScanLayer.SubdomainEntropy, Surface.Connect, UrlDisclosure.Domain),
                "x7.evil.com"u8, default);
        metrics.TunnelOpened();
        Assert.Equal(
            "{\"uptime_seconds\":1.5,\"requests\":{\"total\":5,\"allowed\":2,\"blocked\":3,\"block_rate\":0.6},"
            + "\"tunnels\":1,\"websockets\":0,"
            + "\"top_blocked_domains\":[{\"name\":\"127.77.0.1\""
            + ",\"count\":2},{\"name\":\"[redacted].evil.com\",\"count\":1}],"
            + "\"top_scanners\":[{\"name\":\"core_dlp\",\"count\":2},{\"name\":\"subdomain_entropy\",\"count\":1}],"
            + "\"sessions\":{\"active\":0,\"anomalies\":0,\"escalations\":0,\"top_anomalies\":[]},"
            + "\"cross_request_detection\":{\"entropy_tracker_active\":false,\"fragment_buffer_active\":false,"
            + "\"fragment_buffer_bytes\":0},"
            + "\"agents\":{\"_default\":{\"allowed\":2,\"blocked\":2,\"tunnels\":0},"
            + "\"ci\":{\"allowed\":0,\"blocked\":1,\"tunnels\":0}}}",
            Written(output => StatsDocument.Write(output, metrics, TimeSpan.FromSeconds(1.5))));
    }

    [Fact]
    public void Stats_tell_what_is_kept_across_requests()
    {
        var metrics = new ProxyMetrics("0.1.0");
        metrics.CrossRequests.Observe(() => new CrossRequestState(true, true, 12_345));

        Assert.Contains(
            "\"cross_request_detection\":{\"entropy_tracker_active\":true,\"fragment_buffer_active\":true,"
            + "\"fragment_buffer_bytes\":12345}",
            Written(output => StatsDocument.Write(output, metrics, TimeSpan.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stats_of_nothing_have_no_agents_and_no_division_by_zero() =>
        Assert.Contains("\"block_rate\":0},", Written(
            output => StatsDocument.Write(output, new ProxyMetrics("0"), TimeSpan.Zero)), StringComparison.Ordinal);

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
