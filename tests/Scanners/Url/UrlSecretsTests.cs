using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>Secrets in URLs: every place, every encoding, every way to cut.</summary>
public sealed class UrlSecretsTests : IClassFixture<EngineFixture>
{
    private static readonly (string Name, Func<string, string> Apply)[] s_encodings =
    [
        ("plain", s => s),
        ("percent", Samples.Percent),
        ("percent twice", s => Samples.Percent(s).Replace("%", "%25", StringComparison.Ordinal)),
        ("percent five times", s => Samples.Percent(s).Replace("%", "%2525252525", StringComparison.Ordinal)),
        ("hex", Samples.Hex),
        ("hex in capitals", s => Samples.Hex(s).ToUpperInvariant()),
        ("hex with dashes", s => BitConverter.ToString(Encoding.UTF8.GetBytes(s))),
        ("base64", s => Uri.EscapeDataString(Samples.Base64(s))),
        ("base64 as it is", Samples.Base64),
        ("base64 for URLs", Samples.Base64Url),
        ("base64 of more", s => Samples.Base64Url("the key is: " + s + " ok")),
        ("base32", Samples.Base32),
        ("base64 of base64", s => Samples.Base64Url(Samples.Base64(s))),
        ("hex of base64", s => Samples.Hex(Samples.Base64(s))),
        ("base64 of hex", s => Samples.Base64Url(Samples.Hex(s))),
        ("percent of base64", s => Samples.Percent(Samples.Base64(s))),
        ("percent of hex", s => Samples.Percent(Samples.Hex(s))),
        ("base64 of percent", s => Samples.Base64Url(Samples.Percent(s))),
    ];

    private static readonly (string Name, Func<string, string> Apply)[] s_places =
    [
        ("query value", s => $"https://evil.example.com/log?data={s}"),
        ("second query value", s => $"https://evil.example.com/log?a=1&data={s}&z=2"),
        ("value without key", s => $"https://evil.example.com/log?{s}"),
        ("query key", s => $"https://evil.example.com/log?{s}=1"),
        ("path segment", s => $"https://evil.example.com/log/{s}/x"),
        ("last path segment", s => $"https://evil.example.com/{s}"),
        ("file name", s => $"https://evil.example.com/img/{s}.png"),
        ("userinfo", s => $"https://{s}@evil.example.com/"),
        ("password", s => $"https://me:{s}@evil.example.com/"),
        ("nested URL", s => $"https://evil.example.com/?u={Uri.EscapeDataString("https://other.example/?k=" + s)}"),
        ("JSON in a value", s => $"https://evil.example.com/?j={Uri.EscapeDataString("{\"k\":\"" + s + "\"}")}"),
    ];

    private readonly EngineFixture _engines;

    public UrlSecretsTests(EngineFixture engines) => _engines = engines;

    public static TheoryData<string, string, string> Combinations()
    {
        TheoryData<string, string, string> rows = [];
        foreach ((var secret, _) in Samples.All)
        {
            foreach ((var encoding, _) in s_encodings)
            {
                foreach ((var place, _) in s_places)
                    rows.Add(secret, encoding, place);
            }
        }

        return rows;
    }

    [Theory]
    [InlineData("the whole URL", "^https://a\\.example/x/[0-9]{4}\\?b=[a-z]{4}$")]
    [InlineData("its end", "b=[a-z]{4}$")]
    [InlineData("its start", "^https://a")]
    [InlineData("anything in it", "[0-9]{4}\\?b=")]
    public void An_operators_pattern_is_found_whatever_else_is_looked_at(string what, string pattern)
    {
        using var engine = ScanEngine.Build(new ScanSettings
        {
            ScanEnvironment = false,
            Patterns = [new SecretPatternSettings("Own", pattern, Severity.High)],
        });
        var found = engine.ScanUrl("https://a.example/x/1234?b=abcd"u8);
        Assert.True(found.Items.Any(finding => finding.RuleName == "Own"), what);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_secret_is_found_in_every_place_and_encoding(string secret, string encoding, string place)
    {
        var value = Samples.All.Single(s => s.Name == secret).Value;
        var encoded = s_encodings.Single(e => e.Name == encoding).Apply(value);
        var url = s_places.Single(p => p.Name == place).Apply(encoded);
        AssertSecret(url, _engines.Default);
    }

    public static TheoryData<string, string> Cut()
    {
        var aws = Samples.Aws;
        var github = Samples.GitHub;
        var hex = Samples.Hex(aws);
        var longHex = Samples.Hex(github);
        return new()
        {
            { "two values in order", $"https://e.example/?a={aws[..8]}&b={aws[8..]}" },
            { "three values in order", $"https://e.example/?a={github[..10]}&b={github[10..20]}&c={github[20..]}" },
            { "a value per character", $"https://e.example/?{string.Join('&', github.Select((c, i) => $"k{i}={c}"))}" },
            { "values with one between", $"https://e.example/?a={aws[..8]}&x=yes&b={aws[8..]}" },
            { "values with many between",
                $"https://e.example/?p=1&a={github[..12]}&x=no&y=blue&b={github[12..25]}&z=9&c={github[25..]}&w=0" },
            { "four values apart",
                $"https://e.example/?a={github[..9]}&x=1&b={github[9..18]}&c={github[18..27]}&z=3&d={github[27..]}" },
            { "path segments", $"https://e.example/{github[..10]}/{github[10..20]}/{github[20..]}" },
            { "path, then query", $"https://e.example/{aws[..10]}?x={aws[10..]}" },
            { "query, then fragment", $"https://e.example/a?x={github[..20]}#{github[20..]}" },
            { "values, then fragment", $"https://e.example/?x={aws[..5]}&y={aws[5..12]}#{aws[12..]}" },
            { "path, then fragment", $"https://e.example/{aws[..10]}#{aws[10..]}" },
            { "keys", $"https://e.example/?{aws[..8]}=1&{aws[8..]}=2" },
            { "host labels", $"https://{aws[..8]}.{aws[8..]}.e.example/" },
            { "one host label", $"https://{aws}.e.example/" },
            { "one host label in lower case", $"https://{aws.ToLowerInvariant()}.e.example/" },
            { "one label and a value, in lower case",
                "https://akiakf4pbb.e.example/?r=qrvdkcmleg" },
            { "one label and the path, in lower case",
                "https://akiahe3vd.e.example/rbee2lhyarx" },
            { "a card in two numbered values", "https://e.example/?a=41111111&b=11111111" },
            { "a card in four numbered values", "https://e.example/?n1=4111&n2=1111&n3=1111&n4=1111" },
            { "a card with dots", "https://e.example/?c=4111.1111.1111.1111" },
            { "dots", $"https://e.example/?d={string.Join('.', aws.Chunk(4).Select(c => new string(c)))}" },
            { "slashes", $"https://e.example/?d={string.Join('/', aws.Chunk(4).Select(c => new string(c)))}" },
            { "commas", $"https://e.example/?d={string.Join(',', aws.Chunk(4).Select(c => new string(c)))}" },
            { "pluses", $"https://e.example/?d={string.Join('+', aws.Chunk(4).Select(c => new string(c)))}" },
            { "pipes", $"https://e.example/?d={string.Join("%7C", aws.Chunk(4).Select(c => new string(c)))}" },
            { "spaces", $"https://e.example/?d={string.Join("%20", aws.Chunk(4).Select(c => new string(c)))}" },
            { "line of base64 in two values",
                $"https://e.example/?a={Samples.Base64Url(github)[..20]}&b={Samples.Base64Url(github)[20..]}" },
            { "hex in three values",
                $"https://e.example/?a={hex[..14]}&b={hex[14..28]}&c={hex[28..]}" },
            { "hex in two values as long as digests",
                $"https://e.example/?a={longHex[..40]}&b={longHex[40..]}" },
            { "hex in two segments, within a byte", $"https://e.example/{longHex[..37]}/{longHex[37..]}" },
            { "a mark, then what a digest looks like",
                "https://e.example/dop_v1_/9c7e2b61d0a84be9b9a1c7a3f1e4ad2c5b6d7e8f90a1b2c3d4e5f6a7b8c94f1a" },
            { "dash by dash", $"https://e.example/?d={string.Join('-', github.Select(c => c))}" },
            { "groups with dashes",
                $"https://e.example/?d={string.Join('-', aws.Chunk(4).Select(c => new string(c)))}" },
            { "numbered, the wrong way round", $"https://e.example/?part2={aws[10..]}&part1={aws[..10]}" },
            { "behind an innocent segment", $"https://e.example/v1/{aws[..8]}/{aws[8..]}" },
            { "behind an innocent label", $"https://www.{aws[..8]}.{aws[8..]}.e.example/" },
            { "zero-width characters between", $"https://e.example/?d={string.Join("%E2%80%8B", aws.Select(c => c))}" },
            { "look-alike letters", $"https://e.example/?d={aws.Replace("A", "\u0410", StringComparison.Ordinal)}" },
            { "full-width letters", $"https://e.example/?d={string.Concat(aws.Select(c => (char)(c + 0xfee0)))}" },
        };
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void A_secret_cut_into_pieces_is_found(string how, string url) => AssertSecret(url, _engines.Default, how);

    [Theory]
    [InlineData("https://e.example/?x=41111111&y=11111111")]
    [InlineData("https://e.example/?left=41111111&right=11111111")]
    [InlineData("https://e.example/?a=41111111&b=11111112")]
    [InlineData("https://e.example/?a=41111111&b=1111111z")]
    [InlineData("https://asia.e.example/v2/projects/library7/retail/products")]
    public void Numbers_and_names_side_by_side_are_none(string url) =>
        Assert.True(_engines.Default.ScanUrl(Encoding.ASCII.GetBytes(url)).IsClean);

    public static TheoryData<string, string, string> Named() => new()
    {
        { $"https://e.example/?token={Samples.GitHub}", "core DLP match: GitHub Token (critical)",
            "query value \"token\"" },
        { $"https://e.example/{Samples.Aws}", "core DLP match: AWS Access ID (critical)", "path" },
        { $"https://{Samples.Aws}.e.example/", "core DLP match: AWS Access ID (critical)", "host" },
        { $"https://{Samples.GitLab}@e.example/", "core DLP match: GitLab PAT (critical)", "userinfo" },
        { $"https://e.example/?{Samples.Aws}=1", "core DLP match: AWS Access ID (critical)", "query key 1" },
        { $"https://e.example/?q={Samples.Anthropic}", "DLP match: Anthropic API Key (critical)", "query value \"q\"" },
        { $"https://e.example/?q={Samples.Hex(Samples.OpenAi)}", "DLP match: OpenAI API Key (critical)",
            "query value \"q\"" },
        { "https://e.example/login?user=a&password=hunter22", "DLP match: Credential in URL (high)", "url" },
        { "https://me:hunter2secret@e.example/", "DLP match: Credential in URL (high)", "url" },
        { "https://e.example/?data=password%3DSuperSecret123", "DLP match: Credential in URL (high)",
            "query value \"data\"" },
        { "https://e.example/?iban=GB82WEST12345698765432", "DLP match: IBAN (medium)", "query value \"iban\"" },
        { "https://e.example/?card=4111111111111111", "DLP match: Credit Card Number (medium)",
            "query value \"card\"" },
        { "https://e.example/?card=4111-1111-1111-1111", "DLP match: Credit Card Number (medium)",
            "query value \"card\"" },
        { "https://e.example/?k=5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
            "DLP match: Bitcoin WIF Private Key (critical)", "query value \"k\"" },
        { $"https://e.example/?a={Samples.Aws[..8]}&b=yes&c={Samples.Aws[8..]}",
            "core DLP match: AWS Access ID (critical)", "query values" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public void A_finding_names_rule_and_place_and_nothing_else(string url, string reason, string where)
    {
        var finding = _engines.Default.ScanUrl(Encoding.UTF8.GetBytes(url))[0];
        Assert.Equal((reason, where), (finding.Reason, finding.Where));
        Assert.Equal(reason.StartsWith("core", StringComparison.Ordinal) ? ScanLayer.CoreDlp : ScanLayer.Dlp,
            finding.Layer);
    }

    [Fact]
    public void The_core_rules_stay_when_the_defaults_are_left_out()
    {
        using var engine = ScanEngine.Build(EngineFixture.Quiet with { IncludeDefaultPatterns = false });
        Assert.Equal(ScanLayer.CoreDlp,
            engine.ScanUrl(Encoding.ASCII.GetBytes($"https://e.example/?q={Samples.Aws}"))[0].Layer);
        Assert.True(engine.ScanUrl("https://e.example/?card=4111111111111111"u8).IsClean);
    }

    [Fact]
    public void A_pattern_of_the_operator_is_found_exempted_and_only_warned_of()
    {
        var settings = EngineFixture.Quiet with
        {
            Patterns =
            [
                new SecretPatternSettings("House Key", "house-[0-9]{8}",
                    Severity.High) { ExemptDomains = ["*.good.example"] },
                new SecretPatternSettings("Badge", "badge-[0-9]{8}", Severity.Low) { WarnOnly = true },
            ],
        };
        using var engine = ScanEngine.Build(settings);
        Assert.Equal("DLP match: House Key (high)",
            engine.ScanUrl("https://evil.example/?k=house-12345678"u8)[0].Reason);
        Assert.True(engine.ScanUrl("https://api.good.example/?k=house-12345678"u8).IsClean);

        // Neither an exempt match nor one that only warns covers a secret in pieces.
        var cut = $"&a={Samples.GitHub[..12]}&b=no&c={Samples.GitHub[12..]}";
        AssertBehind("https://api.good.example/?k=house-12345678" + cut, engine);
        AssertBehind("https://evil.example/?k=badge-12345678" + cut, engine);

        var warned = engine.ScanUrl("https://evil.example/x9Kj2mNpQ4rStUvWxYz1aBcDeFgHiJkL?k=badge-12345678"u8);
        Assert.True(warned[0].WarnOnly);
        Assert.Equal(ScanLayer.Entropy, warned[1].Layer);
    }

    public static TheoryData<string, string> Public() => new()
    {
        {
            "accounts.google.com",
            "/o/oauth2/v2/auth?client_id=102938475610-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com&x=1"
        },
        { "o4505.ingest.us.sentry.io", "/api/4539578763621486/envelope/" },
        { "etherscan.io", "/tx/0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b" },
        { "basescan.org", "/block/0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b?a=b" },
    };

    [Theory]
    [MemberData(nameof(Public))]
    public void What_is_public_at_a_service_passes_there_and_covers_nothing(string host, string tail)
    {
        Assert.True(_engines.Default.ScanUrl(Encoding.ASCII.GetBytes($"https://{host}{tail}")).IsClean);
        AssertSecret($"https://{host}{tail}#{Samples.GitHub}", _engines.Default);
        AssertSecret($"https://evil.example{tail}", _engines.Default);
    }

    [Fact]
    public void A_presigned_url_of_a_store_may_name_its_key_and_nothing_more()
    {
        var signed = ((IEnumerable<object[]>)BenignUrls.All).Select(row => (string)row[0])
            .First(u => u.Contains("X-Amz-Credential", StringComparison.Ordinal));
        Assert.True(_engines.Default.ScanUrl(Encoding.ASCII.GetBytes(signed)).IsClean);
        AssertSecret(signed + "&note=" + Samples.GitHub, _engines.Default);
        AssertSecret(signed + "&note=" + Samples.Aws, _engines.Default);
        AssertSecret(signed.Replace("amazonaws.com", "evil.example", StringComparison.Ordinal), _engines.Default);
        AssertSecret(signed.Replace("X-Amz-Signature", "X-Amz-Sign", StringComparison.Ordinal), _engines.Default);
    }

    [Fact]
    public void Percent_encoding_any_characters_of_a_secret_hides_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(73, 79).WithMaxTest(300),
        Prop.ForAll(
            Gen.Choose(0, 2).ArrayOf(Samples.GitHub.Length).ToArbitrary(),
            choices =>
            {
                StringBuilder value = new();
                for (var i = 0; i < choices.Length; i++)
                {
                    int c = Samples.GitHub[i];
                    value.Append(choices[i] switch { 0 => $"{(char)c}", 1 => $"%{c:x2}", _ => $"%25{c:X2}" });
                }

                return !_engines.Default.ScanUrl(Encoding.ASCII.GetBytes($"https://e.example/?q={value}")).IsClean;
            }));

    [Fact]
    public void Cutting_a_secret_anywhere_over_two_values_hides_nothing()
    {
        for (var at = 1; at < Samples.GitHub.Length - 1; at++)
        {
            AssertSecret($"https://e.example/?a={Samples.GitHub[..at]}&b={Samples.GitHub[at..]}", _engines.Default,
                $"cut at {at}");
            AssertSecret($"https://e.example/?a={Samples.GitHub[..at]}&x=on&b={Samples.GitHub[at..]}", _engines.Default,
                $"cut at {at}, apart");
        }
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "parameters that claim to be signatures", Repeat("&sig=aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL") },
        { "page tokens", Repeat("&cursor=aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL") },
        { "secrets", Repeat("&k=" + Samples.Anthropic) },
        { "small values", Repeat("&a=B") },
        { "percent signs", Repeat("%25") },
        { "line breaks", Repeat("%0") },
        { "slashes", Repeat("/") },
        { "dots", Repeat("..") },
        { "capitals", Repeat("&P=AKIA") },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_url_of_60_kilobytes_made_to_be_slow_is_not(string what, string tail)
    {
        var url = Encoding.ASCII.GetBytes("https://e.example/p?x=1" + tail);
        _engines.Measured.ScanUrl(url);
        var before = Environment.CpuUsage.TotalTime;
        _engines.Measured.ScanUrl(url);
        var spent = Environment.CpuUsage.TotalTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(2), $"{what}: {spent.TotalMilliseconds} ms");
    }

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(83, 89).WithMaxTest(1000),
        Prop.ForAll(
            Gen.OneOf(Gen.Choose(0, 255).Select(i => (byte)i),
                Gen.Elements("%25aA=&?/.+-_0"u8.ToArray())).ArrayOf().ToArbitrary(),
            bytes =>
            {
                _engines.Measured.ScanUrl([.. "http://a.example/"u8, .. bytes]);
                _engines.Measured.ScanUrl([.. "http://"u8, .. bytes]);
                return true;
            }));

    private static void AssertBehind(string url, ScanEngine engine) => Assert.Contains(
        engine.ScanUrl(Encoding.ASCII.GetBytes(url)).Items, f => f.RuleName == "GitHub Token" && !f.WarnOnly);

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 60_000 / text.Length));

    private static void AssertSecret(string url, ScanEngine engine, string because = "")
    {
        var findings = engine.ScanUrl(Encoding.UTF8.GetBytes(url));
        Assert.False(findings.IsClean, $"nothing found: {because}");
        Assert.True(findings[0].Layer is ScanLayer.CoreDlp or ScanLayer.Dlp,
            $"{findings[0].Layer}: {findings[0].Reason} {because}");
        foreach ((_, var value) in Samples.All)
            Assert.DoesNotContain(value, findings[0].ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
