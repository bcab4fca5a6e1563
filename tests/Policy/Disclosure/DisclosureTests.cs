using System.Text;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests.Disclosure;

public sealed class DisclosureTests
{
    private const string Secret = "s3cr3t";

    public static TheoryData<ScanLayer, string, UrlDisclosure> ByFinding => new()
    {
        { ScanLayer.Dlp, "path", UrlDisclosure.Origin },
        { ScanLayer.Dlp, "query value \"t\"", UrlDisclosure.Origin },
        { ScanLayer.CoreDlp, "query", UrlDisclosure.Origin },
        { ScanLayer.Dlp, "userinfo", UrlDisclosure.Origin },
        { ScanLayer.Dlp, "fragment", UrlDisclosure.Origin },
        { ScanLayer.Entropy, "path segment", UrlDisclosure.Origin },
        { ScanLayer.Dlp, "host", UrlDisclosure.Domain },
        { ScanLayer.Dlp, "url", UrlDisclosure.Domain },
        { ScanLayer.Dlp, "", UrlDisclosure.Domain },
        { ScanLayer.SubdomainEntropy, "host", UrlDisclosure.Domain },
        { ScanLayer.SubdomainEntropy, "path", UrlDisclosure.Domain },
        { ScanLayer.HeaderDlp, "header Authorization", UrlDisclosure.Origin },
        { ScanLayer.BodyDlp, "body", UrlDisclosure.Origin },
        { ScanLayer.Length, "", UrlDisclosure.Full },
        { ScanLayer.RateLimit, "host", UrlDisclosure.Full },
    };

    public static TheoryData<string, string, string, UrlDisclosure> Unsearched => new()
    {
        { "nothing secret", "a.example", "http://a.example/x?y=z", UrlDisclosure.Full },
        { "secret in the query", "a.example", $"http://a.example/x?y={Secret}", UrlDisclosure.Origin },
        { "secret in the host", $"{Secret}.example", $"http://{Secret}.example/", UrlDisclosure.Domain },
        { "no URL, as with CONNECT", "a.example", "", UrlDisclosure.Full },
        { "nothing known", "", "", UrlDisclosure.Domain },
        { "no host, as when nothing parsed", "", "http://[/", UrlDisclosure.Domain },
    };

    [Theory]
    [MemberData(nameof(ByFinding))]
    public void A_finding_asks_for_the_disclosure_that_hides_it(ScanLayer layer, string where,
        UrlDisclosure expected) =>
        Assert.Equal(expected, DisclosureRules.For(Found(layer, where: where)));

    [Fact]
    public void The_strictest_finding_decides()
    {
        var findings = new Findings(
            [Found(ScanLayer.Length), Found(ScanLayer.Dlp, where: "host"), Found(ScanLayer.Dlp, where: "path")]);
        Assert.Equal(UrlDisclosure.Domain, DisclosureRules.For(findings));
        Assert.Equal(UrlDisclosure.Full, DisclosureRules.For(Findings.None));
    }

    [Theory]
    [MemberData(nameof(Unsearched))]
    public void A_url_refused_before_it_was_searched_is_searched_before_it_is_told(
        string name, string host, string url, UrlDisclosure expected)
    {
        foreach (var layer in (ScanLayer[])[ScanLayer.Blocklist, ScanLayer.Ssrf, ScanLayer.Parser, ScanLayer.Scheme])
        {
            var context = new DecisionContext { Host = Encoding.ASCII.GetBytes(host),
                Url = Encoding.ASCII.GetBytes(url) };
            var told = DisclosureProbe.For(One(Found(layer)), context, HoldsNoSecret);
            Assert.Equal((name, layer, expected), (name, layer, told));
        }
    }

    [Fact]
    public void A_url_that_was_searched_is_not_searched_again()
    {
        var context = new DecisionContext { Host = "a.example"u8 };
        Assert.Equal(UrlDisclosure.Full, DisclosureProbe.For(One(Found(ScanLayer.RateLimit)), context,
            _ => throw new InvalidOperationException("searched again")));
    }

    private static bool HoldsNoSecret(ReadOnlySpan<byte> text) => text.IndexOf(Encoding.ASCII.GetBytes(Secret)) < 0;
}
