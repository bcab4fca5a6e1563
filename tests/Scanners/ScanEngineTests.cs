using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Tests;

public sealed class ScanEngineTests : IClassFixture<EngineFixture>
{
    private readonly EngineFixture _engines;

    public ScanEngineTests(EngineFixture engines) => _engines = engines;

    [Fact]
    public void Every_bad_rule_and_range_is_reported_at_once()
    {
        var settings = EngineFixture.Quiet with
        {
            InternalRanges = ["10.0.0.0/99"],
            Patterns =
            [
                new SecretPatternSettings("Broken", "house-[0-9", Severity.High),
                new SecretPatternSettings("Unchecked", "house-[0-9]{8}", Severity.High) { Validator = "crc99" },
            ],
        };
        var error = Assert.Throws<RuleLoadException>(() => ScanEngine.Build(settings));
        var all = string.Join('\n', error.Problems);
        Assert.Contains("10.0.0.0/99", all, StringComparison.Ordinal);
        Assert.Contains("Broken", all, StringComparison.Ordinal);
        Assert.Contains("unknown validator; use luhn, mod97, aba or wif", all, StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_rules_are_counted() => Assert.True(_engines.Default.SecretRuleCount >= 48);

    [Fact]
    public void An_operators_pattern_of_a_built_in_name_replaces_the_rule()
    {
        using var engine = ScanEngine.Build(EngineFixture.Quiet with
        {
            Patterns = [new SecretPatternSettings("IBAN", "house-[0-9]{8}", Severity.High)],
        });
        Assert.Equal(_engines.Default.SecretRuleCount, engine.SecretRuleCount);
        Assert.True(engine.ScanText("GB82WEST12345698765432"u8, ScanLayer.BodyDlp, "body").IsClean);
    }

    [Theory]
    [InlineData("plain", "Kx7Qp2Lm9Vz4Rt8Yw3Nb")]
    [InlineData("base64", "S3g3UXAyTG05Vno0UnQ4WXczTmI=")]
    [InlineData("hex", "4b78375170324c6d39567a34527438597733 4e62")]
    public void A_value_of_the_environment_is_found(string how, string text)
    {
        using var engine = ScanEngine.Build(new ScanSettings
        {
            Environment = ImmutableDictionary<string, string>.Empty
                .Add("HOUSE_KEY", "Kx7Qp2Lm9Vz4Rt8Yw3Nb").Add("HOME", "/home/somebody/with/a/long/path"),
        });
        var findings = engine.ScanUrl(Encoding.ASCII.GetBytes("https://e.example/?q=" + text.Replace(" ", "",
            StringComparison.Ordinal)));
        Assert.False(findings.IsClean, how);
        Assert.Equal("Environment Variable Leak", findings[0].RuleName);
        Assert.DoesNotContain("Kx7Q", findings[0].ToString(), StringComparison.Ordinal);
        Assert.True(engine.ScanText("/home/somebody/with/a/long/path"u8, ScanLayer.BodyDlp, "body").IsClean);
    }

    [Fact]
    public void Lines_of_the_secrets_file_and_planted_tokens_are_found()
    {
        using var engine = ScanEngine.Build(EngineFixture.Quiet with
        {
            SecretsFileLines = ["\uFEFF# comment", "", "  Zq3Wm8Xr5Tb1Yn6Kp2Jc  ", "short"],
            CanaryTokens = [new CanaryTokenSettings("vault", "tripwire-4711")],
        });
        Assert.Equal("Known Secret Leak", engine.ScanUrl("https://e.example/Zq3Wm8Xr5Tb1Yn6Kp2Jc"u8)[0].RuleName);
        Assert.Equal("Canary Token (vault)", engine.ScanUrl("https://e.example/?q=tripwire-4711"u8)[0].RuleName);
        Assert.True(engine.ScanUrl("https://e.example/short"u8).IsClean);
    }

    [Fact]
    public void A_planted_token_does_not_print_its_value() =>
        Assert.DoesNotContain("4711", new CanaryTokenSettings("vault", "tripwire-4711").ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void Exemptions_of_a_host_hold_for_texts_that_do_not_know_it()
    {
        using var engine = ScanEngine.Build(EngineFixture.Quiet with
        {
            Patterns = [new SecretPatternSettings("House Key", "house-[0-9]{8}",
                Severity.High) { ExemptDomains = ["good.example"] }],
        });
        var findings = engine.ScanText("house-12345678"u8, ScanLayer.BodyDlp, "body");
        Assert.False(findings.IsClean);
        Assert.True(engine.WithoutExempt(findings, "good.example"u8).IsClean);
        Assert.False(engine.WithoutExempt(findings, "bad.example"u8).IsClean);
        var core = engine.ScanText(Encoding.ASCII.GetBytes(Samples.GitHub), ScanLayer.BodyDlp, "body");
        Assert.False(engine.WithoutExempt(core, "good.example"u8).IsClean);
    }

    [Fact]
    public void A_body_scan_is_lent_and_taken_back()
    {
        var scan = _engines.Default.RentBodyScan("application/json"u8);
        var body = Encoding.ASCII.GetBytes($"{{\"k\":\"{Samples.GitHub}\"}}");
        var found = scan.Append(body).Concat(scan.Complete());
        _engines.Default.Return(scan);
        Assert.False(found.IsClean);
    }

    [Theory]
    [InlineData("https://api.github.com/repos/golang/go/issues?state=open&page=2&sort=updated&labels=bug,help")]
    [InlineData("https://api.openai.com/v1/chat/completions")]
    [InlineData("http://127.77.0.1:20001/page1")]
    [InlineData("https://example.com/path/with%20spaces/file%20name.pdf?id=507f1f77bcf86cd799439011&t=aZ9f3kQx&u=1")]
    [InlineData("https://registry.npmjs.org/@types/node/-/node-20.11.0.tgz")]
    public void A_clean_url_allocates_nothing(string url)
    {
        var bytes = Encoding.ASCII.GetBytes(url);
        for (var i = 0; i < 200; i++)
            Assert.True(_engines.Measured.ScanUrl(bytes).IsClean);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _engines.Measured.ScanUrl(bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Scans_on_many_threads_do_not_meet()
    {
        var clean = "https://api.example.com/v1/items?state=open&page=2"u8.ToArray();
        var leaking = Encoding.ASCII.GetBytes(
            $"https://e.example/?a={Samples.GitHub[..12]}&x=1&b={Samples.GitHub[12..]}");
        var wrong = 0;
        Parallel.For(0, 2000, i =>
        {
            var isClean = _engines.Default.ScanUrl(i % 2 == 0 ? clean : leaking).IsClean;
            if (isClean != (i % 2 == 0))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void A_url_that_cannot_be_read_is_a_finding_of_the_parser()
    {
        Assert.False(UrlParts.TryParse("http://a b/"u8, out _, out var problem));
        var finding = ScanEngine.UnreadableUrl(problem!)[0];
        Assert.Equal((ScanLayer.Parser, $"invalid URL: {problem}"), (finding.Layer, finding.Reason));
    }
}
