using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests.Decisions;

public sealed class AllowAdviceTests
{
    private const string Monitoring = "fetch_proxy.monitoring.";

    public static TheoryData<string, ScanLayer, string, string, string, string> UrlAdvice => new()
    {
        { "parser", ScanLayer.Parser, "", "", "", "none: a URL that cannot be parsed is never forwarded" },
        { "scheme", ScanLayer.Scheme, "", "", "", "none: only http and https are forwarded" },
        { "line break", ScanLayer.CrlfInjection, "a.example", "", "", "none narrower than mode: audit" },
        { "traversal", ScanLayer.PathTraversal, "a.example", "", "", "none narrower than mode: audit" },
        { "allowlist", ScanLayer.Allowlist, "API.example.com", "", "", "api_allowlist: [api.example.com]" },
        { "blocklist", ScanLayer.Blocklist, "x.pastebin.com", "", "",
            $"remove \"*.pastebin.com\" from {Monitoring}blocklist" },
        { "literal address", ScanLayer.Ssrf, "10.0.0.1", "", "", "ssrf.ip_allowlist: [10.0.0.1/32]" },
        { "number for an address", ScanLayer.Ssrf, "0x0a000001", "", "", "ssrf.ip_allowlist: [10.0.0.1/32]" },
        { "literal IPv6 address", ScanLayer.CoreSsrf, "::1", "", "", "ssrf.ip_allowlist: [::1/128]" },
        { "name that resolves inside", ScanLayer.Ssrf, "db.corp.example", "", "",
            "trusted_domains: [db.corp.example]" },
        { "core secret", ScanLayer.CoreDlp, "a.example", "GitHub Token", "path",
            "suppress: [{rule: \"GitHub Token\", host: \"a.example\", field: \"path\"}]" },
        { "core secret somewhere", ScanLayer.CoreDlp, "a.example", "GitHub Token", "",
            "none narrower than mode: audit" },
        { "secret", ScanLayer.Dlp, "API.example.com.", "GitHub Token", "query value \"t\"",
            "suppress: [{rule: \"GitHub Token\", host: \"api.example.com\", field: \"query value \\\"t\\\"\"}]" },
        { "environment secret", ScanLayer.Dlp, "a.example", "Environment Variable Leak", "path",
            "suppress: [{rule: \"Environment Variable Leak\", host: \"a.example\", field: \"path\"}]" },
        { "random path", ScanLayer.Entropy, "cdn.example.com", "", "path",
            $"{Monitoring}subdomain_entropy_exclusions: [cdn.example.com]" },
        { "random host", ScanLayer.SubdomainEntropy, "x7.example.com", "", "host",
            $"{Monitoring}subdomain_entropy_exclusions: [x7.example.com]" },
    };

    public static TheoryData<string, string, string> MeasuredEntropy => new()
    {
        { "measure before threshold", "high entropy query value (4.73 > threshold 4.50)", "4.8" },
        { "measure after threshold", "query value above 4.5 bits: 5.11", "5.2" },
        { "no measure told", "high entropy query value", "5.0" },
        { "never above what a byte holds", "high entropy query value (7.99 > 4.5)", "8.0" },
    };

    [Theory]
    [MemberData(nameof(UrlAdvice))]
    public void Each_layer_names_the_narrowest_setting(
        string name, ScanLayer layer, string host, string rule, string where, string expected) =>
        Assert.Equal((name, expected), (name, Advice(Found(layer, rule, where: where), Surface.Url, host)));

    [Theory]
    [MemberData(nameof(MeasuredEntropy))]
    public void A_random_query_names_a_threshold_just_above_it(string name, string reason, string bits) =>
        Assert.Equal((name, $"{Monitoring}entropy_threshold: {bits}"),
            (name, Advice(Found(ScanLayer.Entropy, "", reason, "query value \"q\""), Surface.Url, "a.example")));

    [Fact]
    public void A_long_url_names_its_own_length()
    {
        using var policy = Build();
        var context = new DecisionContext { Host = "a.example"u8, Url = new byte[3001] };
        Assert.Equal($"{Monitoring}max_url_length: 3001",
            policy.Decide(One(Found(ScanLayer.Length)), Surface.Url, context).HowToAllow);
    }

    [Fact]
    public void A_refused_address_without_a_name_is_allowed_by_itself()
    {
        using var policy = Build();
        var context = new DecisionContext { Address = IPAddress.Parse("fd00::7") };
        Assert.Equal("ssrf.ip_allowlist: [fd00::7/128]",
            policy.Decide(One(Found(ScanLayer.Ssrf)), Surface.Connect, context).HowToAllow);
    }

    [Theory]
    [InlineData(ScanLayer.BodyDlp, "body", ", field: \"body\"")]
    [InlineData(ScanLayer.WsDlp, "websocket message", ", field: \"websocket message\"")]
    [InlineData(ScanLayer.A2aMessage, "a2a", ", field: \"a2a\"")]
    [InlineData(ScanLayer.HeaderDlp, "header authorization", ", field: \"header authorization\"")]
    [InlineData(ScanLayer.HeaderDlp, "header 3", ", field: \"header 3\"")]
    [InlineData(ScanLayer.HeaderDlp, "header ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A", "")]
    public void A_part_of_the_message_is_named_unless_its_name_is_the_secret(
        ScanLayer layer, string where, string field) =>
        Assert.Equal($"suppress: [{{rule: \"JWT Token\", host: \"a.example\"{field}}}]",
            Advice(Found(layer, "JWT Token", where: where), Surface.Headers, "a.example"));

    [Theory]
    [InlineData(ScanLayer.BodyDlp, "JWT Token", "dlp.patterns[name=\"JWT Token\"].action: warn")]
    [InlineData(ScanLayer.BodyDlp, "GitHub Token", "none narrower than mode: audit")]
    [InlineData(ScanLayer.ResponseScan, "Prompt Injection", "response_scanning.action: warn")]
    [InlineData(ScanLayer.McpInput, "Prompt Injection", "mcp_input_scanning.action: warn")]
    public void Where_no_place_can_be_named_the_next_wider_setting_is(ScanLayer layer, string rule, string advice) =>
        Assert.Equal(advice, Advice(Found(layer, rule), Surface.Body, ""));

    private static string Advice(Finding finding, Surface surface, string host, PipelockOptions? options = null)
    {
        using var policy = Build(options);
        var context = new DecisionContext { Host = Encoding.ASCII.GetBytes(host) };
        return policy.Decide(One(finding), surface, context).HowToAllow;
    }
}
