using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Suppression;
using Pipelock.Scanners;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests.Suppression;

public sealed class SuppressionsTests
{
    private const string Rule = "JWT Token";

    /// <summary>Entry (rule, host, path, field), then rule, layer, URL and part of a finding.</summary>
    public static TheoryData<string, SuppressOptions, string, ScanLayer, string, string, bool> Cases => new()
    {
        { "the very rule", new() { Rule = "jwt token", Path = "/x" }, Rule, ScanLayer.Dlp, "http://a.example/x?q",
            "query value 1", true },
        { "another rule", new() { Rule = "IBAN", Path = "/x" }, Rule, ScanLayer.Dlp, "http://a.example/x", "", false },
        { "another path", new() { Rule = Rule, Path = "/x" }, Rule, ScanLayer.Dlp, "http://a.example/xy", "", false },
        { "below a path", new() { Rule = Rule, Path = "/x/" }, Rule, ScanLayer.BodyDlp, "http://a.example/x/y", "body",
            true },
        { "a whole URL", new() { Rule = Rule, Path = "http://a.example/x" }, Rule, ScanLayer.Dlp,
            "http://a.example/x?q=1#f", "", true },
        { "a URL with query", new() { Rule = Rule, Path = "http://a.example/x?q=*" }, Rule, ScanLayer.Dlp,
            "http://a.example/x?q=1", "", true },
        { "the host", new() { Rule = Rule, Host = "a.example" }, Rule, ScanLayer.HeaderDlp, "http://a.example/",
            "header X", true },
        { "another host", new() { Rule = Rule, Host = "a.example" }, Rule, ScanLayer.HeaderDlp, "http://b.example/",
            "header X", false },
        { "hosts below", new() { Rule = Rule, Host = "*.example" }, Rule, ScanLayer.HeaderDlp, "http://b.example/",
            "header X", true },
        { "host and another path", new() { Rule = Rule, Host = "a.example", Path = "/y" }, Rule, ScanLayer.Dlp,
            "http://a.example/x", "", false },
        { "the field", new() { Rule = Rule, Field = "Header X" }, Rule, ScanLayer.HeaderDlp, "http://b.example/",
            "header x", true },
        { "another field", new() { Rule = Rule, Field = "header X" }, Rule, ScanLayer.HeaderDlp, "http://b.example/",
            "header Y", false },
        { "fields by glob", new() { Rule = Rule, Field = "body*" }, Rule, ScanLayer.BodyDlp, "http://b.example/",
            "body, a.b", true },
        { "a tool, in no call", new() { Rule = Rule, Tool = "read" }, Rule, ScanLayer.BodyDlp, "http://b.example/",
            "body", false },
        { "a destination", new() { Rule = "url-parser", Path = "*" }, "url-parser", ScanLayer.Ssrf, "http://a.example/",
            "", false },
        { "core by path alone", new() { Rule = "GitHub Token", Path = "/x" }, "GitHub Token", ScanLayer.CoreDlp,
            "http://a.example/x", "", false },
        { "core by host alone", new() { Rule = "GitHub Token", Host = "a.example" }, "GitHub Token", ScanLayer.BodyDlp,
            "http://a.example/x", "", false },
        { "core by glob", new() { Rule = "GitHub Token", Host = "*.example", Path = "/x" }, "GitHub Token",
            ScanLayer.CoreDlp, "http://a.example/x", "", false },
        { "core below a path", new() { Rule = "GitHub Token", Host = "a.example", Path = "/x/" }, "GitHub Token",
            ScanLayer.CoreDlp, "http://a.example/x/", "", false },
        { "core exactly", new() { Rule = "GitHub Token", Host = "a.example", Path = "/x" }, "GitHub Token",
            ScanLayer.CoreDlp, "http://a.example/x", "", true },
        { "core by field", new() { Rule = "GitHub Token", Host = "a.example", Field = "path" }, "GitHub Token",
            ScanLayer.CoreDlp, "http://a.example/x", "path", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_entry_covers_its_rule_at_its_place(
        string name, SuppressOptions entry, string rule, ScanLayer layer, string url, string where, bool covered)
    {
        var suppressions = new Suppressions([entry]);
        var place = new SuppressionPlace
        {
            Host = Encoding.ASCII.GetBytes(new Uri(url).Host),
            Url = Encoding.ASCII.GetBytes(url),
        };

        Assert.Equal(
            (name, covered), (name, suppressions.Without(One(Found(layer, rule, where: where)), place).IsClean));
    }

    [Theory]
    [InlineData("src/", "src/a.py", true)]
    [InlineData("*.md", "docs/x.md", true)]
    [InlineData("src/", "lib/a.py", false)]
    public void A_file_needs_no_host_even_for_a_core_rule(string path, string file, bool covered) =>
        Assert.Equal(covered, new Suppressions([new() { Rule = "GitHub Token", Path = path }])
            .IsSuppressed(Found(ScanLayer.BodyDlp), new SuppressionPlace { File = file }));

    [Fact]
    public void What_is_suppressed_leaves_the_rest_to_decide()
    {
        var suppressions = new Suppressions([new() { Rule = Rule, Path = "/x" }]);
        var place = new SuppressionPlace { Url = "http://a.example/x"u8 };
        var left = Found(ScanLayer.Dlp, "IBAN");

        Assert.Same(left, Assert.Single(
            suppressions.Without(new Findings([Found(ScanLayer.Dlp, Rule), left]), place).Items));
    }
}
