using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Evidence.Documents;
using Pipelock.Evidence.Records;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Evidence.Tests;

/// <summary>Wherever a secret stood, no line and no metric holds it.</summary>
public sealed class SecrecyTests
{
    private const string Token = "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A";
    private const string Digits = "123-45-6789";

    public static TheoryData<string, string, ScanLayer, string> Urls => new()
    {
        { "query", $"http://a.example/?t={Token}", ScanLayer.CoreDlp, "query value \"t\"" },
        { "path", $"http://a.example/{Token}/x", ScanLayer.Dlp, "path" },
        { "fragment", $"http://a.example/#{Token}", ScanLayer.Dlp, "fragment" },
        { "host label", $"http://{Token}.evil.com/", ScanLayer.CoreDlp, "host" },
        { "random host label", $"http://{Token}.x.evil.com/", ScanLayer.SubdomainEntropy, "host" },
        { "registered name", $"http://{Token}.com/", ScanLayer.Dlp, "host" },
        { "registered number", $"http://{Digits}.com/", ScanLayer.Dlp, "host" },
        { "host without dots", $"http://{Token}/", ScanLayer.Dlp, "host" },
        { "host, place unknown", $"http://x.{Token}.co.uk:8080/", ScanLayer.Dlp, "" },
        { "user name", $"http://{Token}@a.example/", ScanLayer.Dlp, "userinfo" },
        { "password", $"http://u:{Token}@a.example/", ScanLayer.Dlp, "userinfo" },
        { "password, nothing found", $"http://u:{Token}@a.example/x", ScanLayer.Length, "" },
        { "password behind a backslash", $"http://u:p\\{Token}@a.example/x", ScanLayer.Length, "" },
        { "two at signs", $"http://u:{Token}@x:{Digits}@a.example/x", ScanLayer.RateLimit, "" },
        { "no URL at all", $"{Token}", ScanLayer.CoreDlp, "url" },
        { "scheme that is none", $"{Token}://a.example/", ScanLayer.Dlp, "url" },
        { "password without a scheme", $"u:{Token}@a.example", ScanLayer.Length, "" },
        { "blocked host with a secret behind it", $"http://x.pastebin.com/?t={Token}", ScanLayer.Blocklist, "host" },
        { "blocked host with a secret before it", $"http://{Token}.pastebin.com/", ScanLayer.Blocklist, "host" },
        { "traversal with a secret", $"http://a.example/../{Token}", ScanLayer.PathTraversal, "path" },
    };

    public static TheoryData<string, string> Targets => new()
    {
        { "host label", $"{Token}.evil.com:443" },
        { "registered name", $"{Token}.com:443" },
        { "user information", $"{Token}@a.example:443" },
    };

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task A_secret_in_a_url_is_in_no_line_and_no_metric(
        string name, string url, ScanLayer layer, string where)
    {
        foreach (var mode in Enum.GetValues<Mode>())
            Assert.Equal((name, mode, ""), (name, mode, Leak(await Told(url, "", layer, where, mode))));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_secret_in_a_connect_target_is_in_no_line_and_no_metric(string name, string target) =>
        Assert.Equal((name, ""), (name, Leak(await Told("", target, ScanLayer.Dlp, "host", Mode.Strict))));

    [Theory]
    [InlineData("header X-" + Token)]
    [InlineData("header AKIAIOSFODNN7EXAMPL2")]
    [InlineData("header 17")] // a number stands for a name the scanner would not repeat
    public async Task A_secret_in_a_header_name_is_in_no_line(string where)
    {
        await using var fixture = new LogFixture();
        var finding = new Finding(ScanLayer.HeaderDlp, "id", "GitHub Token", Severity.High, "") { Where = where };
        fixture.Log.RecordDecision(LogFixture.Get("http://a.example/"), new Decision
        {
            Verdict = Verdict.Block, Surface = Surface.Headers, Cause = finding, Findings = new Findings([finding]),
            Disclosure = UrlDisclosure.Origin,
        });
        var line = fixture.Line();
        Assert.Contains("\"header\":\"[redacted]\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain(where["header ".Length..], line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Token)]
    [InlineData("GET\r\nX: " + Token)]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    public async Task A_secret_in_the_method_is_in_no_line(string method)
    {
        await using var fixture = new LogFixture();
        fixture.Log.RecordError(
            new ExchangeContext { Method = Encoding.ASCII.GetBytes(method), Url = "http://a/"u8 }, "x");
        Assert.Contains("\"method\":\"[redacted]\"", fixture.Line(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_name_nobody_searched_is_told_by_its_domain_only()
    {
        await using var fixture = new LogFixture();
        fixture.Log.RecordSniMismatch(LogFixture.Connect("a.example:443"), "a.example"u8,
            Encoding.ASCII.GetBytes(Token + ".evil.com"), "mismatch");
        Assert.Equal("", Leak(fixture.Line()));
    }

    /// <summary>Everything evidence says about one exchange that was decided, then went on to its last line.</summary>
    private static async Task<string> Told(string url, string target, ScanLayer layer, string where, Mode mode)
    {
        await using var fixture = new LogFixture();
        var metrics = new ProxyMetrics("0");
        var host = LoggedUrl.Host(Encoding.ASCII.GetBytes(url.Length > 0 ? url : target)).ToArray();
        var reason = $"found on {Encoding.ASCII.GetString(host)}";
        var finding = new Finding(layer, "id", "GitHub Token", Severity.Critical, reason) { Where = where };
        var findings = new Findings([finding]);
        var bytes = Encoding.ASCII.GetBytes(url);
        var disclosure = DisclosureProbe.For(findings, new DecisionContext { Host = host, Url = bytes },
            text => text.IndexOf("ghp_"u8) < 0);
        var decision = new Decision
        {
            Verdict = mode == Mode.Audit ? Verdict.Warn : Verdict.Block,
            Surface = target.Length > 0 ? Surface.Connect : Surface.Url,
            Cause = finding, Findings = findings, Reason = reason,
            HowToAllow = $"trusted_domains: [{Encoding.ASCII.GetString(host).ToLowerInvariant()}]",
            Disclosure = disclosure,
        };
        Write(fixture.Log, metrics, decision, bytes, Encoding.ASCII.GetBytes(target), host);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        metrics.WriteTo(output);
        StatsDocument.Write(output, metrics, TimeSpan.Zero);
        return fixture.Text() + Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(
        EvidenceLog log, ProxyMetrics metrics, in Decision decision, byte[] url, byte[] target, byte[] host)
    {
        var context = new ExchangeContext { Method = "GET"u8, Url = url, Target = target, Client = IPAddress.Loopback };
        log.RecordDecision(context, decision);
        metrics.RecordDecision(decision, host, default);
        var later = context with { Disclosure = decision.Disclosure };
        log.RecordForward(later, 200, 0, default);
        log.RecordTunnelOpen(later);
        log.RecordTunnelClose(later, 0, default);
        log.RecordError(later, "connection reset");
        log.RecordRefusal(later, "http", "rule", 400, "refused");
    }

    private static string Leak(string text) =>
        text.Contains(Token, StringComparison.OrdinalIgnoreCase) || text.Contains(Digits, StringComparison.Ordinal)
            ? text
            : "";
}
