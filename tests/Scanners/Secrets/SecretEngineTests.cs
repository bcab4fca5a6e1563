using System.Text;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Tests.Hyperscan;

namespace Pipelock.Scanners.Tests.Secrets;

public sealed class SecretEngineTests
{
    public static TheoryData<string, string, string> Spans => new()
    {
        // The match covers the secret and nothing beside it.
        {
            "GitHub Token",
            "x=ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789&y",
            "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789"
        },
        { "AWS Access ID", "(AKIAIOSFODNN7EXAMPLE)", "AKIAIOSFODNN7EXAMPLE" },
        {
            "AWS Secret Key",
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY;",
            "secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        },
        { "GCP Service Account Key", "{\"a\":1,\"type\" : \"service_account\"}", "\"type\" : \"service_account\"" },
        { "Credential in URL", "/x?a=b&token=abcd1234&c", "token=abcd1234" },
        { "Environment Variable Secret", "export MY_DB_PASSWORD=correct-horse # x", "MY_DB_PASSWORD=correct-horse" },
        {
            "SendGrid API Key",
            "SG.FAKE_TEST_KEY_0000000000.FAKE_TEST_000000000000000000000000000000000000000",
            "SG.FAKE_TEST_KEY_0000000000.FAKE_TEST_000000000000000000000000000000000000000"
        },
        { "Private Key Header", "a\n-----BEGIN RSA PRIVATE KEY-----\nb", "-----BEGIN RSA PRIVATE KEY" },
        { "Slack App Token", "xapp-1-A0123-4567-89abcdef01!", "xapp-1-A0123-4567-89abcdef01" },
    };

    public static TheoryData<string, string, string, bool> OperatorPatterns => new()
    {
        { "case is ignored", "acme_[a-z]{4}", "ACME_ABCD", true },
        { "unless the pattern says so", "(?-i)acme_[a-z]{4}", "ACME_ABCD", false },
        { "an open end", "acme_[a-z]{4,}", "acme_abcdefgh", true },
        { "an open start", "[a-z]*_acme", "my_acme", true },
        { "choices", "acme-(one|two)", "acme-two", true },
        { "choices of unlike length", "acmetoken|acme_secret_key", "an acme_secret_key", true },
        { "a word boundary", "\\bacme\\b", "acmeish", false },
        { "a line start", "(?m)^acme", "x\nacme", true },
        { "the text start", "^acme", "x\nacme", false },
        { "the text end", "acme$", "acme\n", false },
        { "a gap", "acme.{0,20}key", "acme: the key", true },
        { "a gap that is too wide", "acme.{0,5}key", "acme is not the key", false },
        { "a gap of so many characters, not bytes", "acme.{0,5}key", "acme循守循守循key", true },
        { "a negated class before more text", "acme[^x]{3}key", "acmeéééKEY", true },
        { "letters beyond ASCII", "schlüssel=[0-9]{4}", "SCHLÜSSEL=1234", true },
        { "a class beyond ASCII", "acme[循守]", "acme守", true },
        { "a class beyond ASCII, other letter", "acme[循守]", "acme宀", false },
        { "a category", "acme\\p{Lu}{2}", "acmeÄÖ", true },
        { "quoted syntax", "\\Qacme.(*)\\E", "acme.(*)", true },
        { "a named group", "acme(?P<id>[0-9]+)", "acme12", true },
        { "white space, bounded", "acme\\s*=\\s*[0-9]{3}", "acme  =\t123", true },
    };

    public static TheoryData<string, string, string, bool> Lines => new()
    {
        { "a line with a match", "acme_[a-z]{4}", "x\nacme_abcd\ny", true },
        { "no line with one", "acme_[a-z]{4}", "x\nacme_abc\ny", false },
        { "a line start", "(?m)^acme", "x\nacme", true },
        { "no line start", "(?m)^acme", "x\nyacme", false },
        { "a word boundary", "\\bacme\\b", "x\nacme\ny", true },
        // A line that is a text of its own begins and ends.
        { "the text start", "^acme", "x\nacme", true },
        { "the text end", "acme$", "acme\nx", true },
        { "the text start or a line feed", "(?:^|[&\\n])acme", "x\nacme", true },
        { "neither of them", "(?:^|[&\\n])acme", "x\nyacme", false },
        { "the text start or another sign", "(?:^|&)acme", "x\nacme", true },
        { "the text end beside a line feed", "acme(?:$|\\n)", "x\nacme", true },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_match_in_any_line_is_foreseen(string what, string pattern, string lines, bool mayMatch)
    {
        using var engine = TestEngine.WithPatterns(TestEngine.Pattern("Own", pattern));
        Assert.True(mayMatch == engine.MayMatch(Encoding.UTF8.GetBytes(lines)), what);
    }

    [Fact]
    public void The_default_rules_can_be_foreseen() => Assert.False(TestEngine.Default.MayMatch("x\ny"u8));

    [Theory]
    [MemberData(nameof(Spans))]
    public void A_match_covers_the_secret_and_nothing_else(string rule, string text, string matched) =>
        Assert.Equal(matched, TestEngine.Matched(rule, text));

    [Theory]
    [MemberData(nameof(OperatorPatterns))]
    public void An_operators_pattern_means_what_RE2_says(string what, string pattern, string text, bool found)
    {
        using var engine = TestEngine.WithPatterns(TestEngine.Pattern("Own", pattern));
        Assert.True(found == TestEngine.RulesFoundIn(text, engine).Contains("Own"), what);
    }

    [Fact]
    public void A_pattern_with_the_name_of_a_default_replaces_it()
    {
        var own = TestEngine.Pattern("jwt token", "own_jwt_[a-z]+");
        using var engine = SecretEngine.Build(new SecretSettings { Patterns = [own] }, cache: null);
        Assert.Equal(["jwt token"], TestEngine.RulesFoundIn("own_jwt_abc", engine));
        Assert.DoesNotContain(engine.Rules, rule => rule.Name == "JWT Token");
        Assert.Equal(RuleSet.BuiltIn.Rules.Length, engine.Rules.Length);
    }

    [Fact]
    public void A_pattern_with_the_name_of_a_shape_switches_the_shape_off()
    {
        var own = TestEngine.Pattern("Credit Card Number", "own-card-[0-9]{4}");
        using var engine = SecretEngine.Build(new SecretSettings { Patterns = [own] }, cache: null);
        Assert.Empty(TestEngine.RulesFoundIn("4111111111111111", engine));
        Assert.Equal(["Credit Card Number"], TestEngine.RulesFoundIn("own-card-1234", engine));
    }

    [Fact]
    public void Core_rules_stay_whatever_the_settings_say()
    {
        var settings = new SecretSettings
        {
            IncludeDefaults = false,
            Patterns = [TestEngine.Pattern("GitHub Token", "never-matches-anything") with { Core = true }],
        };
        using var engine = SecretEngine.Build(settings, cache: null);
        Assert.Equal(8, engine.Rules.Count(rule => rule.Core));
        Assert.Contains("GitHub Token", TestEngine.RulesFoundIn("ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef01", engine));
        Assert.Empty(TestEngine.RulesFoundIn("123-45-6789", engine));
    }

    [Fact]
    public void An_operators_validator_decides_like_a_built_in_one()
    {
        var rule = TestEngine.Pattern("Routing", "routing [0-9]{9}") with { Validator = SecretValidator.Aba };
        using var strict = TestEngine.WithPatterns(rule with { Pattern = "[0-9]{9}" });
        Assert.Contains("Routing", TestEngine.RulesFoundIn("routing 021000021", strict));
        Assert.DoesNotContain("Routing", TestEngine.RulesFoundIn("routing 021000022", strict));
    }

    [Fact]
    public void Every_bad_pattern_is_reported_with_its_name_and_position()
    {
        var error = Assert.Throws<RuleLoadException>(() => TestEngine.WithPatterns(
            TestEngine.Pattern("Look", "abc(?=d)"),
            TestEngine.Pattern("Fine", "abcd"),
            TestEngine.Pattern("Empty", "a*"),
            TestEngine.Pattern("Huge", "abc(?:[a-z]{1000}x){900}")));
        Assert.Equal(["Look", "Empty", "Huge"], error.Problems.Select(problem => problem.Rule));
        Assert.Equal(4, error.Problems[0].Position);
        Assert.All(error.Problems, problem => Assert.Equal("test", problem.Source));
    }

    [Fact]
    public void A_pattern_with_wide_repeats_counts_exactly()
    {
        using var engine = TestEngine.WithPatterns(TestEngine.Pattern("Wide", "acme[a-f]{200,900}[0-9]{200,900}end"));
        string Text(int letters) => $"acme{new string('a', letters)}{new string('1', 250)}end";
        Assert.Contains("Wide", TestEngine.RulesFoundIn(Text(250), engine));
        Assert.Empty(TestEngine.RulesFoundIn(Text(150), engine));
    }

    [Fact]
    public void A_pattern_without_an_anchor_works_and_is_reported_as_slow()
    {
        using var engine = TestEngine.WithPatterns(TestEngine.Pattern("Slow", "[a-z]{2}[0-9]{6}"));
        Assert.Contains("Slow", TestEngine.RulesFoundIn("see ab123456", engine));
        Assert.Equal("Slow", Assert.Single(engine.Warnings).Rule);
        Assert.Empty(TestEngine.Default.Warnings);
    }

    [Fact]
    public void The_first_match_is_enough_when_the_caller_says_so()
    {
        var sink = new SecretMatches { StopAtFirst = true };
        TestEngine.Default.Scan("AKIAIOSFODNN7EXAMPLE and 123-45-6789 and 4111111111111111"u8, ref sink);
        Assert.Equal(1, sink.Count);
    }

    [Fact]
    public void A_secret_behind_thousands_of_false_candidates_is_found()
    {
        var text = string.Concat(Enumerable.Repeat("&token=${TOKEN}", 5_000)) + "&token=abcd1234";
        Assert.Equal("token=abcd1234", TestEngine.Matched("Credential in URL", text));
    }

    [Theory]
    [InlineData("sk-ant-abcdefgh1j")]
    [InlineData("sk-ant-your-key-here-")]
    [InlineData("?token=abcd")]
    [InlineData("?token=$TOKEN")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.")]
    [InlineData("4111111111111111 ")]
    [InlineData("4111 ")]
    [InlineData("GB82 ")]
    [InlineData("K1234567-")]
    [InlineData(".abcdef")]
    public void A_megabyte_of_candidates_is_judged_in_linear_time(string candidate)
    {
        // Quadratic work would show as minutes here.
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(candidate, (1 << 20) / candidate.Length)));
        Assert.All(TestEngine.Find(text), match => Assert.InRange(match.End, match.Start + 1, text.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("\0\u0001\u00ff")]
    public void A_text_of_no_interest_is_clean(string text) => Assert.Empty(TestEngine.RulesFoundIn(text));

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    [InlineData(16 * 1024)]
    public void A_clean_scan_allocates_nothing(int length)
    {
        var line = """{"role":"user","content":"See 2026-01-15T10:00:00Z, order 12345678, api.example.com/v1?x=1"},""";
        var lines = string.Concat(Enumerable.Repeat(line, 1 + (length / line.Length)));
        var text = Encoding.ASCII.GetBytes(lines[..length]);
        Assert.Empty(TestEngine.Find(text));
        Assert.Equal(0, Allocations.Of(() =>
        {
            SecretMatches sink = default;
            TestEngine.Default.Scan(text, ref sink);
        }));
    }

    [Fact]
    public void A_rejected_candidate_allocates_nothing_either()
    {
        var text = Encoding.ASCII.GetBytes(
            "?token=${TOKEN}&key=ghp_your_personal_access_token_goes_here 4111111111111112 GB83WEST12345698765432");
        Assert.Equal(0, Allocations.Of(() =>
        {
            SecretMatches sink = default;
            TestEngine.Default.Scan(text, ref sink);
        }));
    }

    [Fact]
    public void The_compiled_rules_come_from_the_cache_the_second_time()
    {
        var directory = Path.Combine(Directory.CreateTempSubdirectory("pipelock-engine-").FullName, "cache");
        var cache = new DatabaseCache(directory);
        SecretEngine.Build(new SecretSettings(), cache).Dispose();
        var file = Assert.Single(Directory.GetFiles(directory));
        var written = File.GetLastWriteTimeUtc(file);
        using var engine = SecretEngine.Build(new SecretSettings(), cache);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        Assert.Contains("GitHub Token", TestEngine.RulesFoundIn("ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef01", engine));
        Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
    }

    [Fact]
    public void A_sink_keeps_every_match_and_widens_overlapping_ones()
    {
        SecretMatches sink = default;
        for (var i = 0; i < 20; i++)
            sink.Add(new SecretMatch(i % 2, i * 10, (i * 10) + 5));
        Assert.Equal(20, sink.Count);
        sink.Add(new SecretMatch(1, 193, 199));
        Assert.Equal((20, new SecretMatch(1, 190, 199)), (sink.Count, sink[19]));
        sink.Add(new SecretMatch(0, 175, 178));
        Assert.Equal((21, new SecretMatch(0, 175, 178)), (sink.Count, sink[20]));
        sink.Add(new SecretMatch(0, 179, 182));
        Assert.Equal((21, new SecretMatch(0, 179, 185)), (sink.Count, sink[18]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sink[21]);
        sink.Clear();
        Assert.Equal(0, sink.Count);
    }
}
