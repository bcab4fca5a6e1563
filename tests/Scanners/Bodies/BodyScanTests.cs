using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Tests.Secrets;
using Pipelock.Scanners.Tests.Text;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Bodies;

public class BodyScanTests
{
    private const string Aws = "AKIAIOSFODNN7EXAMPLE";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly TextScanner s_scanner = new(TestEngine.Default);
    private static readonly BodyScanLimits s_small = new(Whole: 512, Window: 256, Overlap: 128);

    private static readonly Dictionary<string, Func<string, string>> s_encoders = new()
    {
        ["in clear"] = text => text,
        ["base64"] = Bytes.Base64,
        ["base64url"] = Bytes.Base64Url,
        ["hex"] = text => Bytes.Hex(text),
        ["hex pairs"] = text => Bytes.Hex(text, " "),
        ["base32"] = Bytes.Base32,
        ["percent"] = Bytes.Percent,
        ["entities"] = Bytes.Entities,
        ["JSON escapes"] = Bytes.JsonEscapes,
        ["quoted-printable"] = Bytes.QuotedPrintable,
        ["base64 of base64"] = text => Bytes.Base64(Bytes.Base64(text)),
        ["zero-width"] = text => string.Join('\u200B', text.ToCharArray()),
    };

    private static readonly Dictionary<string, (string Type, Func<string, string> Body)> s_carriers = new()
    {
        ["JSON"] = ("application/json", value => "{\"a\":[1,{\"key\":\"" + value + "\"}]}"),
        ["JSON key"] = ("application/json", value => "{\"" + value + "\":true}"),
        ["JSON without a type"] = ("", value => "{\"key\":\"" + value + "\"}"),
        ["JSON called plain text"] = ("text/plain", value => "{\"key\":\"" + value + "\"}"),
        ["broken JSON"] = ("application/json", value => "{\"key\":\"" + value),
        ["form"] = (Form, value => "a=b&key=" + Uri.EscapeDataString(value) + "&c=d"),
        ["form name"] = (Form, value => Uri.EscapeDataString(value) + "=1"),
        ["form called JSON"] = ("application/json", value => "key=" + Uri.EscapeDataString(value)),
        ["multipart"] = ("multipart/form-data; boundary=XX", value =>
            "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + value + "\r\n--XX--\r\n"),
        ["multipart name"] = ("multipart/form-data; boundary=XX", value =>
            "--XX\r\nContent-Disposition: form-data; name=\"" + value + "\"\r\n\r\nx\r\n--XX--\r\n"),
        ["multipart without boundary"] = ("multipart/form-data", value => "--XX\r\n\r\n" + value + "\r\n--XX--\r\n"),
        ["XML"] = ("application/xml", value => "<a><b>" + value + "</b></a>"),
        ["XML attribute"] = ("application/xml", value => "<a b=\"" + value + "\"/>"),
        ["plain text"] = ("text/plain", value => "the key: " + value + "\n"),
        ["an unknown type"] = ("application/x-thing", value => "\u0001\u0002" + value + "\u0003"),
    };

    public static TheoryData<string, string> Leaks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var carrier in s_carriers.Keys)
            {
                foreach (var encoder in s_encoders.Keys)
                {
                    data.Add(carrier, encoder);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Leaks))]
    public void Finds_a_secret_in_every_body_and_encoding(string carrier, string encoder)
    {
        (var type, var body) = s_carriers[carrier];
        Assert.Contains("aws-access-id", Rules(Scan(Bytes.Of(body(s_encoders[encoder](Aws))), type)));
    }

    public static TheoryData<string, string, string, string> Placed => new()
    {
        { """{"config":{"keys":["x","AKIAIOSFODNN7EXAMPLE"]}}""", "application/json", "aws-access-id",
          "body, JSON $.config.keys[1]" },
        { "a=b&token=AKIAIOSFODNN7EXAMPLE", Form, "aws-access-id", "body, form field \"token\"" },
        { "--B\r\nContent-Disposition: form-data; name=\"up\"\r\n\r\nAKIAIOSFODNN7EXAMPLE\r\n--B--",
          "multipart/form-data; boundary=B", "aws-access-id", "body, part \"up\"" },
        { "<a><secret>AKIAIOSFODNN7EXAMPLE</secret></a>", "text/xml", "aws-access-id", "body, element secret" },
        { "AKIAIOSFODNN7EXAMPLE", "text/plain", "aws-access-id", "body" },
        { """{"AKIAIOSFODNN7EXAMPLE":"x"}""", "", "aws-access-id", "body, JSON key in $" },
        { """{"AKIAIOSFODNN7EXAMPLE":"ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123"}""", "", "github-token",
          "body, a name that is itself a finding" },
    };

    [Theory, MemberData(nameof(Placed))]
    public void Says_where_it_is_and_never_what(string body, string type, string rule, string expected) =>
        Assert.Equal(expected, Scan(Bytes.Of(body), type).Items.First(finding => finding.RuleId == rule).Where);

    public static TheoryData<string, string, string> Split => new()
    {
        { "over JSON values", """{"a":"AKIAIOSF","b":"ODNN7EX","c":"AMPLE"}""", "application/json" },
        { "over an array", """["AKIAIOSF", "ODNN7EX", "AMPLE"]""", "" },
        { "over form fields", "a=AKIAIOSF&a=ODNN7EXAMPLE", Form },
        { "over elements", "<i>AKIAIOSF</i><i>ODNN7EXAMPLE</i>", "text/html" },
        { "over parts", "--B\r\n\r\nAKIAIOSF\r\n--B\r\n\r\nODNN7EXAMPLE\r\n--B--", "multipart/form-data; boundary=B" },
        { "base64 over JSON values", """["QUtJQUlPU0Z", "PRE5ON0VY", "QU1QTEU="]""", "application/json" },
        { "hexadecimal over JSON values", """["414b4941494f5346", "4f444e4e3745", "58414d504c45"]""",
          "application/json" },
        { "hexadecimal beside a digest",
          """["8f3c1d2e9b7a6054c3d2e1f0a9b8c7d6e5f40312", "414b4941494f53464f444e4e", "3745","58414d504c45"]""",
          "application/json" },
        { "over lines", "key: AKIAIOSF\nODNN7EXAMPLE", "text/plain" },
    };

    [Theory, MemberData(nameof(Split))]
    public void Finds_a_secret_cut_over_fields(string name, string body, string type)
    {
        // Keys stand between values in JSON and forms; their values are joined all the same.
        Assert.Contains((name, "aws-access-id"), Rules(Scan(Bytes.Of(body), type)).Select(rule => (name, rule)));
    }

    public static TheoryData<string, string> CleanBodies => new()
    {
        { """{"title":"Team standup","start":"2026-03-10T09:00:00Z","attendees":["alice@example.com"],"n":15}""",
          "application/json" },
        { "q=golang+http+proxy&category=programming&sort=relevance", Form },
        { "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nhello\r\n--B--",
          "multipart/form-data; boundary=B" },
        { "[4111,1111,1111,1111]", "application/json" },
        { "not JSON at all", "application/json" },
        { "", "application/json" },
    };

    [Theory, MemberData(nameof(CleanBodies))]
    public void Leaves_clean_bodies_alone(string body, string type) =>
        Assert.True(Scan(Bytes.Of(body), type).IsClean);

    public static TheoryData<string> Codings => ["gzip", "x-gzip", "deflate", "raw deflate", "br", "identity", "GZIP"];

    [Theory, MemberData(nameof(Codings))]
    public void Looks_into_coded_bodies(string coding)
    {
        var body = Compress(coding, Bytes.Of("{\"key\":\"" + Bytes.Base64(Aws) + "\"}"));
        var found = Scan(body, "application/json", coding.Replace("raw ", ""));
        Assert.Contains(
            ("aws-access-id", "body, JSON $.key"), found.Items.Select(finding => (finding.RuleId, finding.Where)));
    }

    [Theory, MemberData(nameof(Codings))]
    public void Coded_bodies_may_arrive_byte_by_byte(string coding)
    {
        var body = Compress(coding, Bytes.Of(string.Concat(Enumerable.Repeat("some words ", 200)) + Aws));
        var found = ScanInPieces(body, [1], "text/plain", coding.Replace("raw ", ""), s_small);
        Assert.Equal(["aws-access-id"], Rules(found));
    }

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "an unknown coding", Bytes.Of("whatever"), "zstd" },
        { "one coding over another", Bytes.Of("whatever"), "gzip, br" },
        { "not what it is declared to be", Bytes.Of("this is not gzip at all, it is text"), "gzip" },
        { "a bomb", Compress("gzip", new byte[4 * 1024 * 1024], CompressionLevel.SmallestSize), "gzip" },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public void A_body_that_cannot_be_decoded_is_a_finding(string name, byte[] body, string coding) =>
        Assert.Equal((name, "body-encoding"), (name, Rules(Scan(body, "text/plain", coding)).SingleOrDefault()));

    [Fact]
    public void A_false_content_coding_hides_nothing() =>
        Assert.Contains("aws-access-id", Rules(Scan(Bytes.Of("key " + Aws), "text/plain", "gzip")));

    [Fact]
    public void A_secret_at_every_offset_near_a_window_border_is_found()
    {
        var missed = new List<int>();
        for (var offset = 0; offset < 1100; offset++)
        {
            var body = new string('.', offset) + " " + Aws + " " + new string('.', 1400 - offset);
            if (ScanInPieces(Bytes.Of(body), [1400], "", "", s_small).Count != 1)
            {
                missed.Add(offset);
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Pieces_of_any_length_give_the_same_findings()
    {
        var part = Gen.Elements(
            "plain words ", Aws + " ", Bytes.Base64(Aws) + "\n", "{\"a\":\"b\"}", "é\u200B", "%41",
            new string('x', 90));
        var cases =
            from parts in part.ListOf(12)
            from sizes in Gen.Choose(1, 300).NonEmptyListOf()
            select (Bytes.Of(string.Concat(parts)), sizes.ToArray());
        Prop.ForAll(cases.ToArbitrary(), input =>
                Same(ScanInPieces(input.Item1, [input.Item1.Length + 1], "", "", s_small),
                    ScanInPieces(input.Item1, input.Item2, "", "", s_small)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(67, 71));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    public void Never_holds_back_more_than_the_tail(string coding)
    {
        var random = new Random(7);
        var noise = new byte[2 * 1024 * 1024];
        random.NextBytes(noise);
        var body = Compress(coding, noise);
        using var scan = new BodyScan(s_scanner, BodyScanLimits.Default);
        scan.Start([], Bytes.Of(coding));
        long most = 0;
        for (var at = 0; at < body.Length; at += 10_000)
        {
            scan.Append(body.AsSpan(at, Math.Min(10_000, body.Length - at)));
            most = Math.Max(most, at + Math.Min(10_000, body.Length - at) - scan.CleanBytes);
        }

        scan.Complete();
        Assert.Equal((true, (long)body.Length), (most <= BodyScan.MaxTail, scan.CleanBytes));
    }

    [Fact]
    public void Any_bytes_can_be_a_body()
    {
        var common = Gen.Elements("{}[]\",:\\u0041=&%<>-\r\nAKIQUtJ \u0000"u8.ToArray());
        var bodies = Gen.Frequency((4, common), (1, ArbMap.Default.GeneratorFor<byte>())).ArrayOf();
        var types = Gen.Elements("", "application/json", Form, "multipart/form-data; boundary=-", "text/xml");
        var codings = Gen.Elements("", "gzip", "deflate", "br");
        Gen<(byte[], string, string)> cases =
            from body in bodies from type in types from coding in codings select (body, type, coding);
        Prop.ForAll(cases.ToArbitrary(), input => Scan(input.Item1, input.Item2, input.Item3).Count < 100)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(300).WithReplay(73, 79));
    }

    [Fact]
    public void A_clean_JSON_body_of_one_KiB_allocates_nothing()
    {
        var body = Bytes.Of("{\"messages\":[" + string.Join(',', Enumerable.Repeat(
            "{\"role\":\"user\",\"content\":\"What is the capital\\nof France?\"}", 16)) + "]}");
        var type = Bytes.Of("application/json");
        var pool = new BodyScanPool(s_scanner);
        void Run()
        {
            var scan = pool.Rent(type, []);
            scan.Append(body);
            scan.Complete();
            pool.Return(scan);
        }

        for (var i = 0; i < 200; i++)
        {
            Run();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Findings Scan(byte[] body, string type, string coding = "") =>
        ScanInPieces(body, [Math.Max(1, body.Length)], type, coding, BodyScanLimits.Default);

    private static Findings ScanInPieces(
        byte[] body, int[] sizes, string type, string coding, BodyScanLimits limits)
    {
        using var scan = new BodyScan(s_scanner, limits);
        scan.Start(Bytes.Of(type), Bytes.Of(coding));
        var found = Findings.None;
        for (int at = 0, i = 0; at < body.Length; i++)
        {
            var length = Math.Min(sizes[i % sizes.Length], body.Length - at);
            found = found.Concat(scan.Append(body.AsSpan(at, length)));
            at += length;
        }

        return found.Concat(scan.Complete());
    }

    private static string[] Rules(Findings found) => [.. found.Items.Select(finding => finding.RuleId).Distinct()];

    private static bool Same(Findings left, Findings right)
    {
        static IEnumerable<string> Keys(Findings found) => found.Items
            .Select(finding => $"{finding.RuleId} {finding.Where} {string.Join(' ', finding.Decodings)}")
            .Distinct().Order();
        return Keys(left).SequenceEqual(Keys(right));
    }

    private static byte[] Compress(
        string coding, byte[] body, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var output = new MemoryStream();
        using (Stream stream = coding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(output, level),
            "deflate" => new ZLibStream(output, level),
            "raw deflate" => new DeflateStream(output, level),
            "br" => new BrotliStream(output, level),
            _ => new BufferedStream(output),
        })
        {
            stream.Write(body);
        }

        return output.ToArray();
    }
}
