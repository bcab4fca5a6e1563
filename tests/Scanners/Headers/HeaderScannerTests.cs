using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Headers;

namespace Pipelock.Scanners.Tests.Headers;

public sealed class HeaderScannerTests : IClassFixture<EngineFixture>
{
    private readonly EngineFixture _engines;

    public HeaderScannerTests(EngineFixture engines) => _engines = engines;

    public static TheoryData<string, string, string> Leaking => new()
    {
        { $"Authorization: Bearer {Samples.Aws}", "DLP match: AWS Access ID (critical)", "header Authorization" },
        { $"authorization: bearer {Samples.Anthropic}", "DLP match: Anthropic API Key (critical)",
            "header authorization" },
        { $"Authorization: Basic {Samples.Base64("me:" + Samples.GitHub)}", "DLP match: GitHub Token (critical)",
            "header Authorization" },
        { $"X-Api-Key: {Samples.SendGrid}", "DLP match: SendGrid API Key (critical)", "header X-Api-Key" },
        { $"X-Data: {Samples.Base64(Samples.Aws)}", "DLP match: AWS Access ID (critical)", "header X-Data" },
        { $"X-Data: {Samples.Hex(Samples.Aws)}", "DLP match: AWS Access ID (critical)", "header X-Data" },
        { $"X-Data: {Samples.Percent(Samples.Aws)}", "DLP match: AWS Access ID (critical)", "header X-Data" },
        { $"X-Data: {Samples.Base32(Samples.GitHub)}", "DLP match: GitHub Token (critical)", "header X-Data" },
        { $"Cookie: a=b; session={Samples.GitHub}; c=d", "DLP match: GitHub Token (critical)", "header Cookie" },
        { $"Referer: https://a.example/?q={Samples.Slack}", "DLP match: Slack Token (critical)", "header Referer" },
        { $"X-Custom: {{\"key\":\"{Samples.OpenAi}\"}}", "DLP match: OpenAI API Key (critical)", "header X-Custom" },
        { $"{Samples.Aws}: 1", "DLP match: AWS Access ID (critical)", "header 1" },
        { "X-Iban: GB82WEST12345698765432", "DLP match: IBAN (medium)", "header X-Iban" },
        { "X-Card: 4111 1111 1111 1111", "DLP match: Credit Card Number (medium)", "header X-Card" },
        { $"X-Part-1: {Samples.Aws[..8]}\nX-Part-2: {Samples.Aws[8..]}", "DLP match: AWS Access ID (critical)",
            "headers (joined)" },
        { $"X-A: {Samples.GitHub[..10]}\nX-B: {Samples.GitHub[10..25]}\nX-C: {Samples.GitHub[25..]}",
            "DLP match: GitHub Token (critical)", "headers (joined)" },
        { $"X-A: {Samples.GitHub[..20]}\nAccept: */*\nX-B: {Samples.GitHub[20..]}",
            "DLP match: GitHub Token (critical)", "headers (joined)" },
        { $"X-A: {Samples.Base64(Samples.GitHub)[..24]}\nX-B: {Samples.Base64(Samples.GitHub)[24..]}",
            "DLP match: GitHub Token (critical)", "headers (joined)" },
        { $"X-A: {Samples.GitHub[..4]}Release2024Candidate\nX-B: 17productionServerNorth2",
            "DLP match: GitHub Token (critical)", "headers (joined)" },
        { $"X-Id: abc123\nX-A: {Samples.Aws[..8]}\nX-B: {Samples.Aws[8..]}", "DLP match: AWS Access ID (critical)",
            "headers (joined)" },
        { $"AKIA: {Samples.Aws[4..]}", "DLP match: AWS Access ID (critical)", "headers (joined)" },
    };

    [Theory]
    [MemberData(nameof(Leaking))]
    public void A_secret_is_found_and_its_field_named(string fields, string reason, string where)
    {
        var findings = _engines.Measured.ScanHeaders(new HeaderLines("Host: a.example\nAccept: */*\n" + fields));
        Assert.False(findings.IsClean);
        Assert.Equal(ScanLayer.HeaderDlp, findings[0].Layer);
        var expected = where == "header 1" ? "header 3" : where;
        Assert.Equal((reason, expected), (findings[0].Reason, findings[0].Where));
    }

    public static TheoryData<string> Ordinary =>
    [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/120.0.0.0 Safari/537.36\n"
            + "Accept-Language: en-US,en;q=0.9\n"
            + "Accept-Encoding: gzip, deflate, br\n"
            + "Cache-Control: no-cache",
        "X-Request-Id: a3f8b2c1-4e5d-6f7a-8b9c-0d1e2f3a4b5c",
        "Cookie: session_id=abc123def456; theme=dark; _ga=GA1.2.1234567890.1234567890; consent=accepted",
        "Cookie: _gid=GA1.2.987654321.1700000000; "
            + "__cf_bm=QmFzZTY0TG9va2luZ0Nvb2tpZVZhbHVl-1700000000-0; csrftoken=Zk8sJd7Qp2LmNx5Rv9Ty3Bw6Hc1Gf4Ka",
        "X-Session: session20260310user17\nX-Build: release20241130\nX-Host: node20240102.internal3",
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\ntracestate: rojo=00f067aa0ba902b7",
        "X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7\nX-B3-SpanId: e457b5a2e4d86bd1\nX-B3-Sampled: 1",
        "If-None-Match: \"33a64df551425fcc55e4d42a148795d9f25f89d4\"\nIf-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT",
        "Digest: sha-256=4REjxQ4yrqUVicfSKYNO/cF9zNj5ANbzgDZt3/h3Qxo=",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13",
        "Sec-CH-UA: \"Not_A Brand\";v=\"8\", \"Chromium\";v=\"120\", \"Google Chrome\";v=\"120\"\n"
            + "Sec-CH-UA-Platform: \"Linux\"\n"
            + "Sec-Fetch-Mode: navigate",
        "Referer: https://www.google.com/search?q=how+to+parse+json\nOrigin: https://example.com",
        "anthropic-version: 2023-06-01\n"
            + "anthropic-beta: prompt-caching-2024-07-31\n"
            + "x-stainless-lang: python\n"
            + "x-stainless-package-version: 0.39.0",
        "OpenAI-Organization: org-AbCdEfGhIjKlMnOpQrStUvWx\nOpenAI-Beta: assistants=v2",
        "Range: bytes=0-1023\nIf-Range: \"abc123\"\nForwarded: for=192.0.2.43;proto=https",
        "X-Forwarded-For: 203.0.113.195, 70.41.3.18\n"
            + "Via: 1.1 vegur\n"
            + "DNT: 1\n"
            + "X-Correlation-Id: 01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "Idempotency-Key: 550e8400-e29b-41d4-a716-446655440000\nStripe-Version: 2023-10-16",
        "X-Amz-Date: 20240115T000000Z\n"
            + "X-Amz-Content-Sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "X-Empty: \nPriority: u=1, i", "",
    ];

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Ordinary_fields_pass(string fields)
    {
        var findings = _engines.Measured.ScanHeaders(new HeaderLines(fields));
        Assert.True(findings.IsClean, findings.IsClean ? "" : $"{findings[0].Reason} in {findings[0].Where}");
    }

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("x-api-key", true)]
    [InlineData("COOKIE", true)]
    [InlineData("X-Other", false)]
    public void In_sensitive_mode_only_listed_fields_count(string name, bool isFound) =>
        Assert.Equal(isFound, !_engines.Default.ScanHeaders(new HeaderLines($"{name}: {Samples.GitHub}")).IsClean);

    [Theory]
    [InlineData("host")]
    [InlineData("Accept")]
    public void In_all_mode_ignored_fields_do_not(string name) =>
        Assert.True(_engines.Measured.ScanHeaders(new HeaderLines($"{name}: {Samples.GitHub}")).IsClean);

    [Fact]
    public void Both_lists_are_the_operators()
    {
        using var engine = ScanEngine.Build(
            EngineFixture.Quiet with { HeaderMode = HeaderScanMode.Sensitive, SensitiveHeaders = [" x-mine "] });
        Assert.False(engine.ScanHeaders(new HeaderLines($"X-Mine: {Samples.GitHub}")).IsClean);
        Assert.True(engine.ScanHeaders(new HeaderLines($"Authorization: {Samples.GitHub}")).IsClean);
    }

    [Fact]
    public void A_secret_cut_anywhere_over_two_fields_is_found()
    {
        for (var at = 1; at < Samples.GitHub.Length; at++)
        {
            var findings = _engines.Measured.ScanHeaders(
                new HeaderLines($"X-A: {Samples.GitHub[..at]}\nX-B: {Samples.GitHub[at..]}"));
            Assert.False(findings.IsClean, $"cut at {at}");
        }
    }

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(97, 101).WithMaxTest(500),
        Prop.ForAll<byte[][]>(values =>
        {
            _engines.Measured.ScanHeaders(new HeaderLines([.. values.Select(v => (v, v))]));
            return true;
        }));

    [Fact]
    public void Clean_fields_allocate_nothing()
    {
        HeaderLines headers = new(
            "Host: a.example\nUser-Agent: curl/8.5.0\nAccept: */*\n"
            + "X-Request-Id: a3f8b2c1-4e5d-6f7a-8b9c-0d1e2f3a4b5c\nCookie: theme=dark; lang=en");
        for (var i = 0; i < 200; i++)
            Assert.True(_engines.Measured.ScanHeaders(headers).IsClean);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _engines.Measured.ScanHeaders(headers);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private readonly struct HeaderLines : IHeaderSource
    {
        private readonly (byte[] Name, byte[] Value)[] _fields;

        public HeaderLines((byte[] Name, byte[] Value)[] fields) => _fields = fields;

        public HeaderLines(string text)
            : this([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)])
        {
        }

        public int Count => _fields.Length;

        public ReadOnlySpan<byte> Name(int index) => _fields[index].Name;

        public ReadOnlySpan<byte> Value(int index) => _fields[index].Value;

        private static (byte[] Name, byte[] Value) Parse(string line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            return (Encoding.UTF8.GetBytes(line[..colon]), Encoding.UTF8.GetBytes(line[(colon + 1)..].Trim()));
        }
    }
}
