using System.Buffers;
using System.Text;
using Pipelock.Evidence.Metrics;
using Pipelock.Policy;
using Pipelock.Policy.CrossRequest;
using Pipelock.Policy.Disclosure;
using Pipelock.Policy.Tests;
using Pipelock.Scanners;

namespace Pipelock.Evidence.Tests.Metrics;

public sealed class ProxyMetricsTests
{
    public delegate void Act(ProxyMetrics metrics);

    public static TheoryData<string, Act, string, double> Counted => new()
    {
        { "build", _ => { }, "info{version=\"0.1.0\"}", 1 },
        { "allowed", m => m.RequestAllowed(default), "requests_total{agent=\"_default\",result=\"allowed\"}", 1 },
        { "allowed, by profile", m => m.RequestAllowed(default, "ci"),
            "requests_total{agent=\"ci\",result=\"allowed\"}", 1 },
        { "failed", m => m.RequestFailed(default), "requests_total{agent=\"_default\",result=\"error\"}", 1 },
        { "blocked", m => m.RecordDecision(Blocked(ScanLayer.CoreDlp), "a.example"u8, default),
            "requests_total{agent=\"_default\",result=\"blocked\"}", 1 },
        { "blocked, by scanner", m => m.RecordDecision(Blocked(ScanLayer.CoreDlp), "a.example"u8, default),
            "scanner_hits_total{agent=\"_default\",scanner=\"core_dlp\"}", 1 },
        { "blocked tunnel", m => m.RecordDecision(Blocked(ScanLayer.Ssrf, Surface.Connect), "a.example"u8, default),
            "tunnels_total{agent=\"_default\",result=\"blocked\"}", 1 },
        { "body", m => m.RecordDecision(Blocked(ScanLayer.BodyDlp, Surface.Body), "a.example"u8, default),
            "body_dlp_hits_total{action=\"block\",agent=\"_default\"}", 1 },
        { "body, let through",
            m => m.RecordDecision(Blocked(ScanLayer.BodyDlp, Surface.Body) with { Verdict = Verdict.Warn },
                "a.example"u8, default),
            "body_dlp_hits_total{action=\"warn\",agent=\"_default\"}", 1 },
        { "header", m => m.RecordDecision(Blocked(ScanLayer.HeaderDlp, Surface.Headers), "a.example"u8, default),
            "header_dlp_hits_total{action=\"block\",agent=\"_default\"}", 1 },
        { "payment address", m => m.RecordDecision(
                Blocked(ScanLayer.AddressProtection, rule: "address-lookalike-eth"), "a.example"u8, default),
            "address_findings_total{chain=\"eth\",verdict=\"lookalike\"}", 1 },
        { "payment address, let through", m => m.RecordDecision(
                Blocked(ScanLayer.AddressProtection, rule: "address-unknown-btc") with { Verdict = Verdict.Warn },
                "a.example"u8, default),
            "address_findings_total{chain=\"btc\",verdict=\"unknown\"}", 1 },
        { "a secret over several requests", m => m.RecordDecision(
                Blocked(ScanLayer.CrossRequest), "a.example"u8, default), "cross_request_dlp_match_total", 1 },
        { "a budget that is used up", m => m.RecordDecision(
                Blocked(ScanLayer.CrossRequestEntropy), "a.example"u8, default),
            "cross_request_entropy_exceeded_total", 1 },
        { "pieces that are kept", m => m.CrossRequests.Observe(() => new CrossRequestState(false, true, 77)),
            "cross_request_fragment_buffer_bytes", 77 },
        { "rate limit", m => m.RecordDecision(Blocked(ScanLayer.RateLimit), "a.example"u8, default),
            "limit_hits_total{limit=\"ratelimit\"}", 1 },
        { "limit on a message", m => m.RequestRefused("head_bytes", default),
            "limit_hits_total{limit=\"head_bytes\"}", 1 },
        { "limit on a message, refused", m => m.RequestRefused("head_bytes", default),
            "requests_total{agent=\"_default\",result=\"blocked\"}", 1 },
        { "pattern that informs", m => m.RecordDecision(Informed(), "a.example"u8, default),
            "dlp_warn_matches_total{pattern=\"My \\\"own\\\"\",transport=\"forward\"}", 1 },
        { "open tunnels", m => { m.TunnelOpened(); m.TunnelOpened(); m.TunnelClosed(5, default); }, "active_tunnels",
            1 },
        { "closed tunnels", m => { m.TunnelOpened(); m.TunnelClosed(5, default); },
            "tunnels_total{agent=\"_default\",result=\"completed\"}", 1 },
        { "tunnel bytes", m => { m.TunnelOpened(); m.TunnelClosed(7, default); }, "tunnel_bytes_total", 7 },
        { "tunnel duration", m => { m.TunnelOpened(); m.TunnelClosed(7, TimeSpan.FromSeconds(7)); },
            "tunnel_duration_seconds_bucket{le=\"10\"}", 1 },
        { "opened TLS", m => m.Tls.Outcome("opened"), "tls_intercept_total{outcome=\"opened\"}", 1 },
        { "requests that do not fit", m => m.Tls.RequestBlocked(
            "authority_mismatch"), "tls_request_blocked_total{reason=\"authority_mismatch\"}", 1 },
        { "server names", m => m.SniSeen("mismatch"), "sni_total{agent=\"_default\",category=\"mismatch\"}", 1 },
        { "lookups", m => m.NameLookedUp("cached"), "dns_lookups_total{result=\"cached\"}", 1 },
        { "clients", m => { m.ClientConnections(1); m.ClientConnections(1); m.ClientConnections(-1); },
            "connections_active", 1 },
        { "origins in use", m => m.UpstreamConnections(1, 0), "upstream_connections{state=\"active\"}", 1 },
        { "origins kept", m => m.UpstreamConnections(-1, 1), "upstream_connections{state=\"idle\"}", 1 },
        { "open WebSockets", m => { m.WebSockets.Opened(); m.WebSockets.Opened(); m.WebSockets.Closed(Totals); },
            "ws_active_connections", 1 },
        { "closed WebSockets", m => { m.WebSockets.Opened(); m.WebSockets.Closed(Totals); },
            "ws_connections_total{result=\"completed\"}", 1 },
        { "refused WebSockets", m => m.WebSockets.Refused(), "ws_connections_total{result=\"blocked\"}", 1 },
        { "bytes of clients", m => m.WebSockets.Closed(Totals), "ws_bytes_total{direction=\"client_to_server\"}", 1 },
        { "bytes of origins", m => m.WebSockets.Closed(Totals), "ws_bytes_total{direction=\"server_to_client\"}", 2 },
        { "text messages", m => m.WebSockets.Closed(Totals), "ws_frames_total{type=\"text\"}", 3 },
        { "binary messages", m => m.WebSockets.Closed(Totals), "ws_frames_total{type=\"binary\"}", 4 },
        { "WebSocket duration", m => m.WebSockets.Closed(Totals), "ws_duration_seconds_sum", 5 },
        { "hits in messages", m => m.WebSockets.Hit("ws_dlp"), "ws_scan_hits_total{scanner=\"ws_dlp\"}", 1 },
        { "lost lines", _ => { }, "log_dropped_total", 0 },
        { "duration at a bound", m => m.RequestAllowed(TimeSpan.FromMilliseconds(10)),
            "request_duration_seconds_bucket{le=\"0.01\"}", 1 },
        { "duration above a bound", m => m.RequestAllowed(TimeSpan.FromMilliseconds(10.1)),
            "request_duration_seconds_bucket{le=\"0.01\"}", 0 },
        { "buckets are cumulative", m => m.RequestAllowed(TimeSpan.FromMilliseconds(10.1)),
            "request_duration_seconds_bucket{le=\"2.5\"}", 1 },
        { "longest duration", m => m.RequestAllowed(TimeSpan.FromHours(1)),
            "request_duration_seconds_bucket{le=\"+Inf\"}", 1 },
        { "sum", m => m.RequestAllowed(TimeSpan.FromMilliseconds(250)), "request_duration_seconds_sum", 0.25 },
        { "count", m => m.RequestFailed(TimeSpan.FromMilliseconds(250)), "request_duration_seconds_count", 1 },
    };

    private static WebSocketTotals Totals => new()
    {
        ClientToServerBytes = 1, ServerToClientBytes = 2, TextFrames = 3, BinaryFrames = 4,
            Duration = TimeSpan.FromSeconds(5),
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void What_happened_is_counted_under_its_known_name(string name, Act act, string sample, double value)
    {
        var metrics = new ProxyMetrics("0.1.0");
        act(metrics);
        Assert.Equal((name, value), (name, Read(metrics).Samples["pipelock_" + sample]));
    }

    [Fact]
    public void Every_family_has_its_type()
    {
        var types = Read(new ProxyMetrics("0.1.0")).Types;
        Assert.Equal(
            "active_tunnels adaptive_sessions_current adaptive_upgrades_total address_findings_total "
            + "airlock_denials_total airlock_sessions "
            + "airlock_transitions_total body_dlp_hits_total chain_detections_total "
            + "connections_active cross_request_dlp_match_total cross_request_entropy_exceeded_total "
            + "cross_request_fragment_buffer_bytes decision_duration_seconds "
            + "dlp_warn_matches_total dns_lookups_total emit_events_total header_dlp_hits_total info kill_switch_active "
            + "kill_switch_denials_total limit_hits_total log_dropped_total request_duration_seconds requests_total "
            + "scan_api_duration_seconds scan_api_errors_total scan_api_findings_total scan_api_inflight_requests "
            + "scan_api_requests_total scanner_hits_total session_anomalies_total session_auto_deescalation_total "
            + "session_escalations_total sessions_active sessions_evicted_total sni_total tls_cert_cache_size "
            + "tls_handshake_duration_seconds tls_intercept_total tls_request_blocked_total tunnel_bytes_total "
            + "tunnel_duration_seconds tunnels_total upstream_connections ws_active_connections ws_bytes_total "
            + "ws_connections_total ws_duration_seconds ws_frames_total ws_scan_hits_total",
            string.Join(' ', types.Keys.Select(name => name["pipelock_".Length..])));
        Assert.All(types, pair => Assert.Equal(pair.Key.EndsWith("_total", StringComparison.Ordinal),
            pair.Value == "counter"));
    }

    [Fact]
    public void A_clean_decision_counts_nothing()
    {
        var metrics = new ProxyMetrics("0.1.0");
        var before = Text(metrics);
        metrics.RecordDecision(default, "a.example"u8, default);
        Assert.Equal(before, Text(metrics));
    }

    [Fact]
    public void Labels_are_bounded_whatever_comes()
    {
        var family = new CounterFamily("x", "X.", "a", "b");
        for (var i = 0; i < 10_000; i++)
            family.With("v" + i, "w").Increment();
        Assert.Equal(CounterFamily.MostChildren + 1, family.Children.Count());
        Assert.Equal(10_000 - CounterFamily.MostChildren, family.With(CounterFamily.Other, CounterFamily.Other).Value);
    }

    [Fact]
    public void Counting_clean_traffic_allocates_nothing()
    {
        var metrics = new ProxyMetrics("0.1.0");
        Assert.Equal(0, Allocations.Of(() => Count(metrics, 1000)));
    }

    [Fact]
    public void Threads_together_lose_no_count()
    {
        var counter = new StripedCounter();
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 10_000; i++)
                counter.Increment();
        });
        Assert.Equal(80_000, counter.Value);
    }

    [Fact]
    public void The_most_frequent_names_survive_a_flood_of_others()
    {
        var top = new TopNames();
        for (var i = 0; i < 10_000; i++)
        {
            top.Count("often");
            top.Count("flood" + i);
        }

        var ranked = top.Ranked();
        Assert.Equal(TopNames.Capacity, ranked.Count);
        Assert.Equal("often", ranked[0].Key);
        Assert.InRange(ranked[0].Value, 10_000, 10_100);
    }

    internal static Decision Blocked(
        ScanLayer layer, Surface surface = Surface.Url, UrlDisclosure disclosure = UrlDisclosure.Full,
        string rule = "id")
    {
        var finding = new Finding(layer, rule, "Rule", Severity.High, "found");
        return new Decision
        {
            Verdict = Verdict.Block, Surface = surface, Cause = finding, Findings = new Findings([finding]),
            Disclosure = disclosure,
        };
    }

    private static Decision Informed()
    {
        var finding = new Finding(ScanLayer.Dlp, "id", "My \"own\"", Severity.High, "found") { WarnOnly = true };
        return new Decision { Verdict = Verdict.Warn, Cause = finding, Findings = new Findings([finding]) };
    }

    private static void Count(ProxyMetrics metrics, int count)
    {
        for (var i = 0; i < count; i++)
        {
            metrics.RequestAllowed(TimeSpan.FromMilliseconds(3));
            metrics.ClientConnections(1);
            metrics.UpstreamConnections(1, -1);
            metrics.NameLookedUp("cached");
            metrics.TunnelOpened();
            metrics.TunnelClosed(10, TimeSpan.FromSeconds(1));
            metrics.SniSeen("match");
        }
    }

    private static PrometheusText Read(ProxyMetrics metrics) => new(Text(metrics));

    private static string Text(ProxyMetrics metrics)
    {
        var output = new ArrayBufferWriter<byte>();
        metrics.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
