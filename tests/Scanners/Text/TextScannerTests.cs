using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Tests.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

public class TextScannerTests
{
    private const string Aws = "AKIAIOSFODNN7EXAMPLE";
    private const string GitHub = "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123";

    private static readonly TextScanner s_scanner = new(TestEngine.Default);

    public static TheoryData<string, string, string> Findings => new()
    {
        { "in clear", Aws, "AWS Access ID []" },
        { "in a sentence", $"my key is {Aws}.", "AWS Access ID []" },
        { "two kinds", $"{Aws} {GitHub}", "AWS Access ID [], GitHub Token []" },
        { "the same twice", $"{Aws} and {Aws}", "AWS Access ID []" },
        { "in clear and encoded", $"{Aws} {Bytes.Base64(Aws)}", "AWS Access ID []" },
        { "base64", Bytes.Base64(Aws), "AWS Access ID [base64]" },
        { "hexadecimal", Bytes.Hex(Aws), "AWS Access ID [hex]" },
        { "twice encoded", Bytes.Hex(Bytes.Base64(Aws)), "AWS Access ID [hex base64]" },
        { "base64 of bare deflate", "c/T2dDT3cnJ0i4oKDjALCYp0DTYHAA==", "AWS Access ID [base64 compression]" },
        { "base64 of short zlib", "eJxz9PZ0NDFxM/L09PdwCglzDDEydQUANz0FTQ==", "AWS Access ID [base64 compression]" },
        { "as an identifier of a trace", "00-414b4941494f53464f444e4e37455841-4d504c4500000000-01",
            "AWS Access ID [hex]" },
        { "with markup inside", "AKIAIOSF<!-- -->ODNN7EXAMPLE", "AWS Access ID [split]" },
        { "behind small letters", "dataAKIAIOSFODNN7EXAMPLEend", "AWS Access ID []" },
        { "in two encodings", $"{Bytes.Hex(Aws)} {Bytes.Base64(Aws)}", "AWS Access ID [base64], AWS Access ID [hex]" },
        { "letter by letter", "A.K.I.A.I.O.S.F.O.D.N.N.7.E.X.A.M.P.L.E", "AWS Access ID [split]" },
        { "base64 in pieces", "QUtJQUlP.U0ZPRE5O.N0VYQU1Q.TEU", "AWS Access ID [split base64]" },
        { "backwards", "ELPMAXE7NNDOFSOIAIKA", "AWS Access ID [mirrored]" },
        { "uuencoded, with what looks like an escape",
            "a\nH9VAP7WE685%896M7.4QC=%AB,#-R14U5-C1Y5%DV0GI56DM#.3=I-   \n", "GitHub Token [uuencode]" },
        { "in base85, with what looks like an escape",
            "B4u6k=DMDd7S7u0;+`]DCh..%G!o5D7P\\t.AU$.O91^jAG\\BN8", "GitHub Token [base85]" },
        { "a short key in Ascii85", "5tad88P`8S:IIrQ2aph79i+MP", "AWS Access ID [base85]" },
        { "a short key in the base85 of RFC 1924", "K}$(NNl#NoPee{mH$_-MO;Ail", "AWS Access ID [base85]" },
        { "with invisible characters", "AKIA\u200BIOSFODNN7EXAMPLE", "AWS Access ID [unicode]" },
        { "cut by a line break", "x ghp_ABCDEFGHIJKLMNOPQRST\nUVWXYZabcdef0123 y", "GitHub Token [lines]" },
    };

    public static TheoryData<string> CleanTexts =>
    [
        "",
        "a",
        "Plain words, nothing else.",
        "API_KEY=\nAPI_TOKEN=\nSECRET_KEY=\n",
        "monkey-\nvaluefoobarbazquxquuxcorgegraultgarplywaldo",
        "pypi-attestations\npypi-simple\npyright\n",
        "4111\n1111\n1111\n1111",
        "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
        "550e8400-e29b-41d4-a716-446655440000",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ",
        "<p>Fish &amp; chips &mdash; 5&nbsp;&euro;</p>",
        "GET /a%20b/c%2Fd?x=%E2%82%AC HTTP/1.1",
    ];

    [Theory, MemberData(nameof(Findings))]
    public void Tells_what_and_through_which_decodings(string name, string text, string expected) =>
        Assert.Equal((name, expected), (name, Describe(text, TextViews.Standard)));

    [Theory, MemberData(nameof(CleanTexts))]
    public void Leaves_ordinary_text_alone(string text) => Assert.Equal("", Describe(text, TextViews.Standard));

    [Theory]
    [InlineData("ghp_ABCDEFGHIJ.KLMNOPQRSTUVW/XYZabcdef0123", "GitHub Token [split]")]
    public void Reads_without_separators_where_asked(string text, string expected) =>
        Assert.Equal(("", expected), (Describe(text, TextViews.Standard), Describe(text, TextViews.NoiseStripped)));

    [Fact]
    public void What_was_examined_already_is_only_decoded()
    {
        var text = $"{GitHub} {Bytes.Base64(Aws)}";
        Assert.Equal("AWS Access ID [base64], GitHub Token []", Describe(text, TextViews.Joined));
        Assert.Equal("AWS Access ID [base64]", Describe(text, TextViews.Joined | TextViews.Examined));
    }

    [Fact]
    public void A_finding_says_where_it_is_and_keeps_the_secret()
    {
        var finding = s_scanner.Scan(Bytes.Of(GitHub), ScanLayer.HeaderDlp, "header X-Token")[0];
        Assert.Equal(
            (ScanLayer.HeaderDlp, "header X-Token", "DLP match: GitHub Token (critical)", false),
            (finding.Layer, finding.Where, finding.Reason, finding.ToString().Contains(GitHub)));
    }

    [Fact]
    public void A_core_rule_in_a_URL_belongs_to_the_core_layer()
    {
        var finding = s_scanner.Scan(Bytes.Of(GitHub), ScanLayer.Dlp, "query")[0];
        Assert.Equal(
            (ScanLayer.CoreDlp, "core DLP match: GitHub Token (critical)"), (finding.Layer, finding.Reason));
    }

    [Fact]
    public void A_known_secret_is_found_behind_an_encoding_of_its_own()
    {
        var secret = new KnownSecret("DEPLOY_PASS", Bytes.Of("correct-horse-battery"), KnownSecretKind.Environment);
        using var engine = SecretEngine.Build(new SecretSettings { KnownSecrets = [secret] }, cache: null);
        var encoded = Bytes.Percent(Bytes.Entities("correct-horse-battery"));
        Assert.False(new TextScanner(engine).Scan(Bytes.Of(encoded), ScanLayer.BodyDlp, "body").IsClean);
    }

    public static TheoryData<string> AllocationTexts =>
    [
        "{\"model\":\"m-1\",\"messages\":["
            + "{\"role\":\"user\",\"content\":\"What is the capital\\nof France?\"}],\"n\":1}",
        "multi\nline\ntext with é and \u200B and %41 and &amp; and QWxsIGNsZWFyIHRleHQgaGVyZSwgcmVhbGx5",
    ];

    [Theory, MemberData(nameof(AllocationTexts))]
    public void A_clean_scan_allocates_nothing(string text)
    {
        var bytes = Bytes.Of(text);
        for (var i = 0; i < 200; i++)
        {
            s_scanner.Scan(bytes, ScanLayer.BodyDlp, "body", TextViews.NoiseStripped);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            s_scanner.Scan(bytes, ScanLayer.BodyDlp, "body", TextViews.NoiseStripped);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Describe(string text, TextViews views) => string.Join(", ", s_scanner
        .Scan(Bytes.Of(text), ScanLayer.BodyDlp, "body", views).Items
        .Select(finding => $"{finding.RuleName} [{string.Join(' ', finding.Decodings)}]")
        .Order());
}
