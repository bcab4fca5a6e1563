using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Redaction;

namespace Pipelock.Scanners.Tests.Redaction;

public sealed class JsonRedactionTests
{
    private static readonly string s_githubToken = "ghp_" + new string('a', 36);
    private static readonly string s_awsKey = "AKIA" + new string('Q', 16);
    private static readonly string s_md5 = new('b', 32);
    private static readonly string s_jwt = "eyJ" + new string('h', 10) + ".eyJ" + new string('p', 10) + "."
        + new string('s', 20);
    private static readonly string s_card = "4111 1111 1111 " + "1111";

    private static readonly Redactor s_all = new(new RedactionSettings
    {
        Classes = [.. RedactionClasses.All.Select(one => one.Name)],
        Words = [new RedactionWords(
            "project", ["Moonshine", "Große Tür"], IgnoreCase: true, WholeWords: true, Priority: 99)],
        MaxRedactions = 20,
        MaxDepth = 8,
    });

    public static TheoryData<string, string> Replaced => new()
    {
        { $$"""{"a":"{{s_githubToken}}"}""", """{"a":"<pl:github-token:1>"}""" },
        { $$"""{ "a" : "x {{s_awsKey}} y" }""", """{ "a" : "x <pl:aws-access-key:1> y" }""" },
        { """["a@b.example","c@b.example","a@b.example"]""", """["<pl:email:1>","<pl:email:2>","<pl:email:1>"]""" },
        { """{"a":"call 10.1.2.3 and 10.1.2.0/24"}""", """{"a":"call <pl:ipv4:1> and <pl:cidr:1>"}""" },
        { """{"a":"fe80::1 and 2001:db8::42"}""", """{"a":"<pl:ipv6:1> and <pl:ipv6:2>"}""" },
        { """{"a":"00:1a:2b:3c:4d:5e"}""", """{"a":"<pl:mac:1>"}""" },
        { """{"a":"CORP\\alice"}""", """{"a":"<pl:ad-user:1>"}""" },
        { """{"a":"078-05-1120"}""", """{"a":"<pl:ssn:1>"}""" },
        { $$"""{"a":"{{s_card}}"}""", """{"a":"<pl:credit-card:1>"}""" },
        { $$"""{"a":"{{s_md5}}"}""", """{"a":"<pl:hash-md5:1>"}""" },
        { $$"""{"a":"{{s_jwt}}"}""", """{"a":"<pl:jwt:1>"}""" },
        { """{"a":"see db.internal.example"}""", """{"a":"see <pl:fqdn:1>"}""" },
        { """{"a":"MOONSHINE ships"}""", """{"a":"<pl:project:1> ships"}""" },
        { """{"a":"die GROßE TÜR da"}""", """{"a":"die <pl:project:1> da"}""" },
        { """{"a":"\u0061@b.example\n"}""", """{"a":"<pl:email:1>\n"}""" },
        { """{"a@b.example":1}""", """{"<pl:email:1>":1}""" },
        { "\"-----BEGIN RSA PRIVATE KEY-----\\nabc\\n-----END RSA PRIVATE KEY----- x\"",
            "\"<pl:ssh-private-key:1> x\"" },
    };

    public static TheoryData<string> Untouched => new()
    {
        """{"a":1,"b":[true,false,null,-1.5e+3,0],"c":{}}""",
        "  [ ]  ", "\"\"", "0", """{"a":"Moonshines"}""", """{"a":"\ud83d\ude00 \/ é 😀"}""",
        """{"version":"1.2.3","time":"12:30:45","date":"2024-01-02","id":1732300000000000}""",
    };

    public static TheoryData<string, RedactionFault> Refused => new()
    {
        { """{"a":4111111111111111}""", RedactionFault.SecretInNumericScalar },
        { """{"a":1,"a":2}""", RedactionFault.DuplicateObjectKey },
        { """{"a":1,"\u0061":2}""", RedactionFault.DuplicateObjectKey },
        { """{"<pl:email:1>":1,"a@b.example":2}""", RedactionFault.KeyCollision },
        { "[[[[[[[[[1]]]]]]]]]", RedactionFault.DepthExceeded },
        { $"[{string.Join(',', Enumerable.Repeat("\"a@b.example\"", 21))}]", RedactionFault.Overflow },
        { "{\"a\":1", RedactionFault.BodyUnparseable },
        { "{\"a\":1}}", RedactionFault.BodyUnparseable },
        { "{\"a\":01}", RedactionFault.BodyUnparseable },
        { "{\"a\":tru}", RedactionFault.BodyUnparseable },
        { "{\"a\" 1}", RedactionFault.BodyUnparseable },
        { "[1,]", RedactionFault.BodyUnparseable },
        { "{,}", RedactionFault.BodyUnparseable },
        { "[1 2]", RedactionFault.BodyUnparseable },
        { "[1}", RedactionFault.BodyUnparseable },
        { "\"a\u0001\"", RedactionFault.BodyUnparseable },
        { "\"\\x\"", RedactionFault.BodyUnparseable },
        { "", RedactionFault.BodyUnparseable },
        { "1 2", RedactionFault.BodyUnparseable },
    };

    [Theory]
    [MemberData(nameof(Replaced))]
    public void What_is_sensitive_becomes_a_placeholder_and_nothing_else_changes(string json, string expected)
    {
        Assert.Equal((RedactionFault.None, expected), Run(json, int.MaxValue));
        for (var size = 1; size < 20; size++)
            Assert.Equal((RedactionFault.None, expected), Run(json, size));
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void Everything_else_stays_byte_for_byte(string json) =>
        Assert.Equal((RedactionFault.None, json), Run(json, 3));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_redacted_is_a_fault(string json, RedactionFault fault)
    {
        Assert.Equal(fault, Run(json, int.MaxValue).Fault);
        Assert.Equal(fault, Run(json, 1).Fault);
    }

    [Fact]
    public void A_body_beyond_the_limit_is_a_fault()
    {
        var small = new Redactor(new RedactionSettings { MaxBodyBytes = 10 }).Begin();
        small.Append("[1,2,3,4,5,6]"u8, new ArrayBufferWriter<byte>());
        Assert.Equal(RedactionFault.BodyTooLarge, small.Fault);
    }

    // Any document: no secret is left, what surrounds it is the same, it still reads, and pieces make no difference.
    [Fact]
    public void Any_document_keeps_everything_but_its_secrets()
    {
        string[] secrets = [s_githubToken, s_awsKey, s_md5, "a@b.example", "10.1.2.3"];
        var words = Gen.Elements("plain", "ü", "\\n", "\\u00e9", "{", ":", "1", "\\\\", "😀", "");
        var strings = words.ArrayOf(5).Zip(Gen.Choose(0, secrets.Length));
        var property = Prop.ForAll(strings.ArrayOf(3).Zip(Gen.Choose(1, 40)).ToArbitrary(), made =>
        {
            var (parts, size) = made;
            var with = new StringBuilder("[");
            var without = new StringBuilder("[");
            foreach (var (texts, secret) in parts)
            {
                var before = string.Join(' ', texts);
                with.Append($"\"{before} {(secret < secrets.Length ? secrets[secret] : "")} \", ");
                without.Append($"\"{before} {(secret < secrets.Length ? "@" : "")} \", ");
            }

            var (fault, output) = Run(with.Append("0]").ToString(), size);
            var kept = System.Text.RegularExpressions.Regex.Replace(output, "<pl:[a-z0-9-]+:[0-9]+>", "@");
            return fault == RedactionFault.None && kept == without.Append("0]").ToString()
                && !secrets.Any(one => output.Contains(one, StringComparison.Ordinal)) && Reads(output);
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20251122, 11));
    }

    [Theory]
    [InlineData("eyJ-")]
    [InlineData("AIza-")]
    [InlineData("xoxb-")]
    [InlineData("a.")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("AB-")]
    [InlineData("1:")]
    public void Time_grows_with_the_length_alone(string part)
    {
        var json = $"\"{string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))}\"";
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var redaction = s_all.Begin();
        redaction.Append(Encoding.UTF8.GetBytes(json), new ArrayBufferWriter<byte>());
        Assert.True(watch.ElapsedMilliseconds < 8000, $"{watch.ElapsedMilliseconds} ms");
    }

    private static bool Reads(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array;
    }

    private static (RedactionFault Fault, string Output) Run(string json, int size)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var output = new ArrayBufferWriter<byte>();
        var redaction = s_all.Begin();
        for (var at = 0; at < bytes.Length; at += Math.Min(size, bytes.Length - at))
            redaction.Append(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)), output);
        redaction.Complete(output);
        return (redaction.Fault, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
