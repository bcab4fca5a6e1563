using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Snapshots;
using Pipelock.Scanners;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Headers;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests;

public sealed class PolicySnapshotTests
{
    [Fact]
    public void A_reload_keeps_the_counts_of_limits_that_did_not_change()
    {
        using var first = Build(WithLimits(requests: 5, bytes: 100));
        using var same = Build(WithLimits(requests: 5, bytes: 200), first);
        Assert.Same(first.RateLimiter, same.RateLimiter);
        Assert.NotSame(first.DataBudget, same.DataBudget);
        Assert.Equal(200, same.DataBudget.Limit);
    }

    [Fact]
    public void Scanners_are_told_the_defaults_of_the_configuration()
    {
        var mapped = ScanSettingsMapper.Map(new PipelockOptions(), new PolicyEnvironment());
        var plain = new ScanSettings();
        Assert.Equal(plain.EntropyThreshold, mapped.EntropyThreshold);
        Assert.Equal(plain.SubdomainEntropyThreshold, mapped.SubdomainEntropyThreshold);
        Assert.Equal(plain.MaxUrlLength, mapped.MaxUrlLength);
        Assert.Equal(plain.MinEnvironmentSecretLength, mapped.MinEnvironmentSecretLength);
        Assert.Equal<string>(plain.SensitiveHeaders, mapped.SensitiveHeaders);
        Assert.Equal<string>(plain.IgnoredHeaders, mapped.IgnoredHeaders);
        Assert.Equal<string>(plain.InternalRanges, mapped.InternalRanges);
        Assert.False(mapped.EnforceAllowlist);
    }

    [Theory]
    [InlineData(Mode.Strict, true)]
    [InlineData(Mode.Balanced, false)]
    [InlineData(Mode.Audit, false)]
    public void The_allowlist_binds_in_strict_mode_only(Mode mode, bool binds) =>
        Assert.Equal(binds,
            ScanSettingsMapper.Map(new PipelockOptions { Mode = mode }, new PolicyEnvironment()).EnforceAllowlist);

    [Theory]
    [InlineData(RuleSeverity.Low, Severity.Low)]
    [InlineData(RuleSeverity.Medium, Severity.Medium)]
    [InlineData(RuleSeverity.High, Severity.High)]
    [InlineData(RuleSeverity.Critical, Severity.Critical)]
    [InlineData(null, Severity.High)]
    public void Patterns_keep_their_severity(RuleSeverity? written, Severity told)
    {
        var options = new PipelockOptions
        {
            Dlp = new DlpOptions
            {
                Patterns =
                [
                    new DlpPatternOptions
                    {
                        Name = "Mine", Regex = "abc", Severity = written,
                            Validator = Config.Options.SecretValidator.Luhn,
                        Action = WarnOnlyAction.Warn, ExemptDomains = ["a.example"],
                    },
                ],
            },
        };
        var pattern = Assert.Single(ScanSettingsMapper.Map(options, new PolicyEnvironment()).Patterns);
        Assert.Equal(("Mine", "abc", told, "luhn", true, "a.example"),
            (pattern.Name, pattern.Regex, pattern.Severity, pattern.Validator, pattern.WarnOnly,
                Assert.Single(pattern.ExemptDomains)));
    }

    [Fact]
    public void Request_scanning_and_reach_are_told()
    {
        var options = new PipelockOptions
        {
            Internal = [],
            TrustedDomains = ["db.example"],
            Ssrf = new SsrfOptions { IpAllowlist = ["10.1.0.0/16"] },
            RequestBodyScanning = new RequestBodyScanningOptions { HeaderMode = HeaderMode.All },
        };
        var mapped = ScanSettingsMapper.Map(options, new PolicyEnvironment { CacheDirectory = "/cache" });
        Assert.Empty(mapped.InternalRanges);
        Assert.Equal("db.example", Assert.Single(mapped.TrustedDomains));
        Assert.Equal("10.1.0.0/16", Assert.Single(mapped.AddressAllowlist));
        Assert.Equal((HeaderScanMode.All, "/cache"), (mapped.HeaderMode, mapped.CacheDirectory));
    }

    [Fact]
    public void Known_secrets_are_read_from_their_file_without_blank_lines()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "first-secret-value\n\n  \nsecond-secret-value\n");
            var options = new PipelockOptions { Dlp = new DlpOptions { SecretsFile = path } };
            Assert.Equal<string>(["first-secret-value", "second-secret-value"],
                ScanSettingsMapper.Map(options, new PolicyEnvironment()).SecretsFileLines);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_secrets_file_that_is_gone_stops_the_build()
    {
        var options = new PipelockOptions { Dlp = new DlpOptions { SecretsFile = "/nonexistent/secrets" } };
        Assert.ThrowsAny<IOException>(() => Build(options));
    }

    [Fact]
    public void Canary_tokens_count_by_value_and_as_planted_in_the_environment()
    {
        var options = new PipelockOptions
        {
            CanaryTokens = new CanaryTokensOptions
            {
                Enabled = true,
                Tokens = [new CanaryTokenOptions { Name = "db", Value = "canary-one", EnvVar = "DB_PASS" }],
            },
        };
        var environment = new PolicyEnvironment
        {
            Variables = ImmutableDictionary<string, string>.Empty.Add("DB_PASS", "canary-two"),
        };
        Assert.Equal(["canary-one", "canary-two"],
            ScanSettingsMapper.Map(options, environment).CanaryTokens.Select(token => token.Value));
        var off = options with { CanaryTokens = options.CanaryTokens with { Enabled = false } };
        Assert.Empty(ScanSettingsMapper.Map(off, environment).CanaryTokens);
    }

    [Fact]
    public void Bodies_unfold_as_far_by_default_as_the_configuration_says() =>
        Assert.Equal(DecodingLimits.Default, ScanSettingsMapper.DecodingOf(new PipelockOptions()));

    [Fact]
    public void What_holds_secrets_prints_none() =>
        Assert.DoesNotContain("hunter2hunter2", new PolicyEnvironment
        {
            Variables = ImmutableDictionary<string, string>.Empty.Add("PASS", "hunter2hunter2"),
        }.ToString(), StringComparison.Ordinal);
}
