using System.Net;
using System.Text.Json;
using Pipelock.Policy;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;
using static Pipelock.Evidence.Tests.LogFixture;

namespace Pipelock.Evidence.Tests;

/// <summary>Event by event, the exact line.</summary>
public sealed class LogLineTests
{
    private const string Tail = ",\"time\":\"" + Time + "\",\"message\":\"";
    private const string Who = "\"client_ip\":\"127.0.0.1\",\"request_id\":\"req-7\"";

    public delegate void Act(EvidenceLog log);

    public static TheoryData<string, Act, string> Events => new()
    {
        {
            "startup", log => log.RecordStartup("127.0.0.1:8888", "balanced", "0.1.0", "9e67b36e"),
            Line("info", "startup",
                "\"listen\":\"127.0.0.1:8888\",\"mode\":\"balanced\",\"version\":\"0.1.0\""
                + ",\"config_hash\":\"9e67b36e\"",
                "pipelock started")
        },
        {
            "shutdown", log => log.RecordShutdown("signal received"),
            Line("info", "shutdown", "\"reason\":\"signal received\"", "pipelock stopping")
        },
        {
            "reload", log => log.RecordReload("success", "mode changed", "abc"),
            Line("info", "config_reload", "\"status\":\"success\",\"detail\":\"mode changed\",\"config_hash\":\"abc\"",
                "configuration reloaded")
        },
        {
            "forwarded", log => log.RecordForward(Get("http://127.77.0.1:9000/a"), 200, 11, TimeSpan.FromTicks(14562)),
            Line("info", "forward_http",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/a\"," + Who
                + ",\"agent\":\"anonymous\",\"status_code\":200,\"size_bytes\":11,\"duration_ms\":1.4562",
                "forward proxy request")
        },
        {
            "fetched", log => log.RecordAllowed(Get("http://127.77.0.1:9000/page"), 200, 126,
                TimeSpan.FromMilliseconds(43)),
            Line("info", "allowed",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/page\"," + Who
                + ",\"status_code\":200,\"size_bytes\":126,\"duration_ms\":43,\"agent\":\"anonymous\"",
                "request allowed")
        },
        {
            "tunnel opened", log => log.RecordTunnelOpen(Connect("example.com:443")),
            Line("info", "tunnel_open",
                "\"method\":\"CONNECT\",\"target\":\"example.com:443\"," + Who + ",\"agent\":\"anonymous\"",
                    "tunnel opened")
        },
        {
            "tunnel closed", log => log.RecordTunnelClose(Connect("example.com:443"), 12345, TimeSpan.FromSeconds(2)),
            Line("info", "tunnel_close",
                "\"method\":\"CONNECT\",\"target\":\"example.com:443\"," + Who
                + ",\"agent\":\"anonymous\",\"total_bytes\":12345,\"duration_ms\":2000", "tunnel closed")
        },
        {
            "failed", log => log.RecordError(Get("http://a.example/"), "connection refused"),
            Line("error", "error",
                "\"method\":\"GET\",\"url\":\"http://a.example/\"," + Who
                + ",\"agent\":\"anonymous\",\"error\":\"connection refused\"", "request failed")
        },
        {
            "refused for its form",
            log => log.RecordRefusal(Get("http://a.example/x"), "http", "header-too-large", 431,
                "request head too large"),
            Line("warn", "blocked",
                "\"method\":\"GET\",\"url\":\"http://a.example/[redacted]\"," + Who
                + ",\"scanner\":\"http\",\"reason\":\"request head too large\",\"agent\":\"anonymous\""
                + ",\"status_code\":431,"
                + "\"rule\":\"header-too-large\"", "request blocked")
        },
        {
            "TLS for another host",
            log => log.RecordSniMismatch(Connect("a.example:443"), "a.example"u8, "x.evil.com"u8, "mismatch"),
            Line("warn", "sni_mismatch",
                "\"method\":\"CONNECT\",\"target\":\"a.example:443\"," + Who
                + ",\"agent\":\"anonymous\",\"connect_host\":\"a.example\",\"sni_host\":\"[redacted].evil.com\","
                + "\"category\":\"mismatch\",\"mitre_technique\":\"T1090.004\"",
                "TLS handshake does not match the tunnel")
        },
        {
            "secret in a URL",
            log => log.RecordDecision(Get("http://127.77.0.1:9000/a?t=ghp_x"), Decided(ScanLayer.CoreDlp, Surface.Url,
                "core DLP match: GitHub Token (critical)", UrlDisclosure.Origin)),
            Line("warn", "blocked",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/[redacted]\"," + Who
                + ",\"scanner\":\"core_dlp\",\"reason\":\"core DLP match: GitHub Token (critical)\","
                + "\"agent\":\"anonymous\",\"mitre_technique\":\"T1048\",\"rule\":\"github-token\""
                + ",\"allow_with\":\"x: y\"",
                "request blocked")
        },
        {
            "private address in a CONNECT",
            log => log.RecordDecision(Connect("10.0.0.1:443"), Decided(ScanLayer.Ssrf, Surface.Connect,
                "SSRF blocked: 10.0.0.1 resolves to internal IP 10.0.0.1", UrlDisclosure.Full)),
            Line("warn", "blocked",
                "\"method\":\"CONNECT\",\"target\":\"10.0.0.1:443\"," + Who
                + ",\"scanner\":\"ssrf\",\"reason\":\"SSRF blocked: 10.0.0.1 resolves to internal IP 10.0.0.1\","
                + "\"agent\":\"anonymous\",\"mitre_technique\":\"T1046\",\"rule\":\"github-token\""
                + ",\"allow_with\":\"x: y\"",
                "request blocked")
        },
        {
            "secret in a header",
            log => log.RecordDecision(Get("http://127.77.0.1:9000/a"), Decided(ScanLayer.HeaderDlp, Surface.Headers,
                "request header contains secret", UrlDisclosure.Origin, where: "header Authorization")),
            Line("warn", "header_dlp",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/[redacted]\",\"header\":\"Authorization\","
                + "\"action\":\"block\"," + Who + ",\"agent\":\"anonymous\",\"patterns\":[\"GitHub Token\"],"
                + "\"mitre_technique\":\"T1048\",\"rule\":\"github-token\",\"allow_with\":\"x: y\"",
                "request header DLP scan hit")
        },
        {
            "payment address",
            log => log.RecordDecision(Get("http://127.77.0.1:9000/a"), Decided(ScanLayer.AddressProtection,
                Surface.Body, "payment address is not an allowed one: GitHub Token", UrlDisclosure.Origin)),
            Line("warn", "address_protection",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/[redacted]\"," + Who
                + ",\"agent\":\"anonymous\",\"action\":\"block\",\"match_count\":1,\"findings\":[\"GitHub Token\"],"
                + "\"scanner\":\"address_protection\",\"mitre_technique\":\"T1048\",\"rule\":\"github-token\","
                + "\"allow_with\":\"x: y\"",
                "payment address that is not allowed")
        },
        {
            "secret in a body, let through",
            log => log.RecordDecision(Get("http://127.77.0.1:9000/a"), Decided(ScanLayer.BodyDlp, Surface.Body,
                "request body contains secret: GitHub Token", UrlDisclosure.Origin, Verdict.Warn)),
            Line("warn", "body_dlp",
                "\"method\":\"GET\",\"url\":\"http://127.77.0.1:9000/[redacted]\",\"action\":\"warn\"," + Who
                + ",\"agent\":\"anonymous\",\"match_count\":1,\"patterns\":[\"GitHub Token\"],"
                + "\"mitre_technique\":\"T1048\",\"rule\":\"github-token\",\"allow_with\":\"x: y\"",
                "request body DLP scan hit")
        },
        {
            "WebSocket opened",
            log => log.RecordWebSocketOpen(Get("http://127.77.0.1:9000/a")),
            Line("info", "ws_open", "\"target\":\"http://127.77.0.1:9000/a\"," + Who + ",\"agent\":\"anonymous\"",
                "WebSocket opened")
        },
        {
            "WebSocket closed",
            log => log.RecordWebSocketClose(Get("http://127.77.0.1:9000/a"), new WebSocketTotals
            {
                ClientToServerBytes = 1, ServerToClientBytes = 2, TextFrames = 3, BinaryFrames = 4,
                Duration = TimeSpan.FromMilliseconds(5),
            }),
            Line("info", "ws_close", "\"target\":\"http://127.77.0.1:9000/a\"," + Who + ",\"agent\":\"anonymous\","
                + "\"client_to_server_bytes\":1,\"server_to_client_bytes\":2,\"text_frames\":3,\"binary_frames\":4,"
                + "\"duration_ms\":5", "WebSocket closed")
        },
        {
            "secret in a WebSocket message",
            log => log.RecordWebSocketBlocked(
                Get("http://127.77.0.1:9000/a"), "client_to_server", Decided(ScanLayer.WsDlp,
                Surface.WebSocket, "WebSocket message contains secret: GitHub Token", UrlDisclosure.Origin)),
            Line("warn", "ws_blocked", "\"target\":\"http://127.77.0.1:9000/[redacted]\"," + Who
                + ",\"agent\":\"anonymous\",\"direction\":\"client_to_server\",\"scanner\":\"ws_dlp\","
                + "\"reason\":\"WebSocket message contains secret: GitHub Token\",\"mitre_technique\":\"T1048\","
                + "\"rule\":\"github-token\",\"allow_with\":\"x: y\"", "WebSocket blocked")
        },
        {
            "WebSocket that breaks a rule",
            log => log.RecordWebSocketRefusal(
                Get("http://127.77.0.1:9000/a"), "server_to_client", "ws_protocol", "MaskedFrame",
                    "server frame masked"),
            Line("warn", "ws_blocked", "\"target\":\"http://127.77.0.1:9000/a\"," + Who
                + ",\"agent\":\"anonymous\",\"direction\":\"server_to_client\",\"scanner\":\"ws_protocol\","
                + "\"reason\":\"server frame masked\",\"mitre_technique\":\"T1071\",\"rule\":\"MaskedFrame\"",
                "WebSocket blocked")
        },
        {
            "found in a WebSocket message, let through",
            log => log.RecordWebSocketScan(Get("http://127.77.0.1:9000/a"), "server_to_client", Decided(ScanLayer.WsDlp,
                Surface.WebSocket, "x", UrlDisclosure.Origin, Verdict.Warn)),
            Line("warn", "ws_scan", "\"target\":\"http://127.77.0.1:9000/[redacted]\"," + Who
                + ",\"agent\":\"anonymous\",\"direction\":\"server_to_client\",\"action\":\"warn\",\"match_count\":1,"
                + "\"patterns\":[\"GitHub Token\"]", "WebSocket scan hit")
        },
        {
            "found where nothing is blocked",
            log => log.RecordDecision(Get("http://a.example/%2e%2e/x"), Decided(ScanLayer.PathTraversal, Surface.Url,
                "path traversal", UrlDisclosure.Full, Verdict.Warn)),
            Line("warn", "anomaly",
                "\"method\":\"GET\",\"url\":\"http://a.example/%2e%2e/x\"," + Who
                + ",\"scanner\":\"path_traversal\",\"reason\":\"path traversal\",\"score\":0.7,\"agent\":\"anonymous\","
                + "\"mitre_technique\":\"T1083\",\"rule\":\"github-token\",\"allow_with\":\"x: y\"",
                "anomaly detected")
        },
        {
            "a pattern that only informs",
            log => log.RecordDecision(Get("http://a.example/x"), Decided(ScanLayer.Dlp, Surface.Url, "DLP match",
                UrlDisclosure.Origin, Verdict.Warn, warnOnly: true)),
            Line("warn", "dlp_warn",
                "\"mode\":\"warn\",\"pattern\":\"GitHub Token\",\"severity\":\"critical\",\"transport\":\"forward\","
                + "\"method\":\"GET\",\"url\":\"http://a.example/[redacted]\"," + Who
                + ",\"agent\":\"anonymous\",\"mitre_technique\":\"T1048\",\"rule\":\"github-token\"",
                "DLP pattern matched (warn only)")
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Each_event_has_exactly_this_line(string name, Act act, string expected)
    {
        await using var fixture = new LogFixture();
        act(fixture.Log);
        var line = fixture.Line();
        Assert.Equal((name, expected), (name, line));
        using var parsed = JsonDocument.Parse(line);
        Assert.Equal(parsed.RootElement.EnumerateObject().Count(),
            parsed.RootElement.EnumerateObject().Select(field => field.Name).Distinct().Count());
    }

    [Fact]
    public async Task Text_lines_say_the_same_for_people()
    {
        await using var fixture = new LogFixture(TextLines);
        fixture.Log.RecordForward(Get("http://a.example/q?\"x"), 200, 11, TimeSpan.FromMilliseconds(1.5));
        Assert.Equal(
            Time + " info forward_http: forward proxy request method=\"GET\" url=\"http://a.example/q?\\\"x\" "
            + "client_ip=\"127.0.0.1\" request_id=\"req-7\" agent=\"anonymous\" status_code=200 size_bytes=11"
            + " duration_ms=1.5",
            fixture.Line());
    }

    [Fact]
    public async Task Text_lines_join_lists()
    {
        await using var fixture = new LogFixture(TextLines);
        var findings = new Findings([Found(ScanLayer.BodyDlp, "A"), Found(ScanLayer.BodyDlp, "B")]);
        fixture.Log.RecordDecision(Get("http://a.example/"),
            new Decision { Verdict = Verdict.Block, Surface = Surface.Body, Cause = findings[0], Findings = findings });
        Assert.Contains(" match_count=2 patterns=\"A, B\" ", fixture.Line(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public async Task The_clients_address_is_told_without_a_port(string address, string told)
    {
        await using var fixture = new LogFixture();
        var context = new ExchangeContext { Method = "GET"u8, Url = "http://a/"u8, Client = IPAddress.Parse(address) };
        fixture.Log.RecordError(context, "x");
        Assert.Contains($"\"client_ip\":\"{told}\"", fixture.Line(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_decision_writes_nothing()
    {
        await using var fixture = new LogFixture();
        fixture.Log.RecordDecision(Get("http://a.example/"), default);
        Assert.Equal("", fixture.Text());
    }

    [Theory]
    [InlineData(true, true, "forward_http tunnel_open tunnel_close allowed blocked header_dlp error")]
    [InlineData(false, true, "blocked header_dlp error")]
    [InlineData(true, false, "forward_http tunnel_open tunnel_close allowed header_dlp error")]
    [InlineData(false, false, "header_dlp error")]
    public async Task What_is_included_is_the_operators_choice(bool allowed, bool blocked, string events)
    {
        await using var fixture = new LogFixture(
            new EvidenceLogSettings { IncludeAllowed = allowed, IncludeBlocked = blocked });
        fixture.Log.RecordForward(Get("http://a/"), 200, 0, default);
        fixture.Log.RecordTunnelOpen(Connect("a:1"));
        fixture.Log.RecordTunnelClose(Connect("a:1"), 0, default);
        fixture.Log.RecordAllowed(Get("http://a/"), 200, 0, default);
        fixture.Log.RecordDecision(Get("http://a/"), Decided(ScanLayer.Ssrf, Surface.Url, "x", UrlDisclosure.Full));
        fixture.Log.RecordDecision(Get("http://a/"), Decided(ScanLayer.HeaderDlp, Surface.Headers, "x",
            UrlDisclosure.Full));
        fixture.Log.RecordError(Get("http://a/"), "x");
        var seen = fixture.Text().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString());
        Assert.Equal(events, string.Join(' ', seen));
    }

    private static string Line(string level, string name, string fields, string message) =>
        $"{{\"level\":\"{level}\",\"component\":\"pipelock\",\"event\":\"{name}\",{fields}{Tail}{message}\"}}";

    private static Finding Found(ScanLayer layer, string name) => new(layer, "id", name, Severity.High, "");

    private static Decision Decided(
        ScanLayer layer, Surface surface, string reason, UrlDisclosure disclosure, Verdict verdict = Verdict.Block,
        string where = "", bool warnOnly = false)
    {
        var finding = new Finding(layer, "github-token", "GitHub Token", Severity.Critical, reason)
        {
            Where = where,
            WarnOnly = warnOnly,
        };
        return new Decision
        {
            Verdict = verdict, Surface = surface, Cause = finding, Findings = new Findings([finding]), StatusCode = 403,
            Reason = reason, HowToAllow = "x: y", Disclosure = disclosure,
        };
    }
}
