using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests;

public sealed class DecisionTests
{
    public static TheoryData<ScanLayer, Surface, string, string> Reasons => new()
    {
        { ScanLayer.Dlp, Surface.Url, "DLP match: GitHub Token (critical)", "DLP match: GitHub Token (critical)" },
        { ScanLayer.CoreDlp, Surface.Url, "core DLP match: GitHub Token (critical)",
            "core DLP match: GitHub Token (critical)" },
        { ScanLayer.Ssrf, Surface.Connect, "SSRF blocked: 10.0.0.1 resolves to internal IP 10.0.0.1",
            "SSRF blocked: 10.0.0.1 resolves to internal IP 10.0.0.1" },
        { ScanLayer.Blocklist, Surface.Url, "domain blocked: a.pastebin.com matches *.pastebin.com",
            "domain blocked: a.pastebin.com matches *.pastebin.com" },
        { ScanLayer.HeaderDlp, Surface.Headers, "DLP match: GitHub Token (critical)",
            "request header contains secret" },
        { ScanLayer.BodyDlp, Surface.Body, "DLP match: GitHub Token (critical)",
            "request body contains secret: GitHub Token" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Reasons_have_the_known_shape_of_each_surface(
        ScanLayer layer, Surface surface, string found, string expected)
    {
        using var policy = Build();
        var decision = policy.Decide(One(Found(layer, reason: found)), surface);
        Assert.Equal((Verdict.Block, 403, expected, false),
            (decision.Verdict, decision.StatusCode, decision.Reason, decision.Retryable));
        Assert.Equal(layer.Label(), decision.Scanner);
        Assert.NotEmpty(decision.Hint);
        Assert.NotEmpty(decision.HowToAllow);
    }

    [Fact]
    public void A_body_with_several_secrets_names_each_rule_once()
    {
        using var policy = Build();
        var findings = new Findings(
        [
            Found(ScanLayer.BodyDlp), Found(ScanLayer.BodyDlp, "AWS Access Key"), Found(ScanLayer.BodyDlp),
            Found(ScanLayer.BodyDlp, "Watched Only") with { WarnOnly = true },
        ]);
        Assert.Equal("request body contains secret: GitHub Token, AWS Access Key",
            policy.Decide(findings, Surface.Body).Reason);
    }

    [Fact]
    public void Clean_findings_are_the_clean_decision_and_allocate_nothing()
    {
        using var policy = Build();
        Assert.Equal(default, policy.Decide(Findings.None, Surface.Url));
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                policy.Decide(Findings.None, Surface.Url, new DecisionContext { Host = "a.example"u8 });
        }));
    }

    [Fact]
    public void The_default_decision_is_usable()
    {
        Decision clean = default;
        Assert.Equal((Verdict.Allow, "", "", "", "", false, UrlDisclosure.Full),
            (clean.Verdict, clean.Reason, clean.HowToAllow, clean.Hint, clean.Scanner, clean.IsBlocked,
                clean.Disclosure));
    }

    [Fact]
    public void The_cause_is_the_first_finding_of_the_worst_verdict()
    {
        using var policy = Build();
        var low = Found(ScanLayer.Dlp, "Social Security Number", severity: Severity.Low);
        var high = Found(ScanLayer.Dlp, "Key", severity: Severity.High);
        var worse = Found(ScanLayer.Dlp, "Other Key", severity: Severity.Critical);
        Assert.Same(high, policy.Decide(new Findings([low, high, worse]), Surface.Url).Cause);
    }

    [Fact]
    public void A_warning_has_no_status()
    {
        using var policy = Build(new PipelockOptions { Mode = Mode.Audit });
        var decision = policy.Decide(One(Found(ScanLayer.CoreDlp)), Surface.Url);
        Assert.Equal((Verdict.Warn, 0, false), (decision.Verdict, decision.StatusCode, decision.IsBlocked));
    }

    [Fact]
    public void A_rate_limit_is_429_and_says_when_to_come_back()
    {
        using var policy = Build(WithLimits(requests: 1));
        Assert.Equal(default, policy.Admit("a.example.com"u8, Surface.Url, 0));
        var decision = policy.Admit("B.Example.com."u8, Surface.Connect, 0);
        Assert.Equal((Verdict.Block, 429, true, "rate limit exceeded for example.com", Surface.Connect),
            (decision.Verdict, decision.StatusCode, decision.Retryable, decision.Reason, decision.Surface));
        Assert.InRange(decision.RetryAfterSeconds, 60, 65);
        Assert.Equal(
            $"retry in {decision.RetryAfterSeconds} s, or raise fetch_proxy.monitoring.max_requests_per_minute (now 1)",
            decision.HowToAllow);
    }

    [Fact]
    public void A_data_budget_is_429_and_says_when_to_come_back()
    {
        using var policy = Build(WithLimits(bytes: 1000));
        policy.DataBudget.Record("example.com"u8, 1000, 0);
        var decision = policy.Admit("example.com"u8, Surface.Url, 1);
        Assert.Equal((429, true, "data budget exceeded for example.com"),
            (decision.StatusCode, decision.Retryable, decision.Reason));
        Assert.Equal(default, policy.Admit("example.com"u8, Surface.Url, decision.RetryAfterSeconds * 1000));
    }

    [Fact]
    public void In_audit_a_limit_is_only_reported()
    {
        using var policy = Build(WithLimits(requests: 1) with { Mode = Mode.Audit });
        policy.Admit("example.com"u8, Surface.Url, 0);
        Assert.Equal(Verdict.Warn, policy.Admit("example.com"u8, Surface.Url, 0).Verdict);
    }
}
