using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners.Headers;
using Pipelock.Scanners.Url;

namespace Pipelock.Evidence.Tests;

/// <summary>The whole way from real scanners to the line: what they find is never told.</summary>
public sealed class ScannedSecrecyTests : IClassFixture<ScannedSecrecyTests.Snapshots>
{
    private const string Token = "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A";

    private readonly Snapshots _snapshots;

    public ScannedSecrecyTests(Snapshots snapshots) => _snapshots = snapshots;

    public static TheoryData<string> Urls =>
    [
        $"http://a.example.com/?t={Token}",
        $"http://a.example.com/x?a=1&b={Token[..20]}&c={Token[20..]}",
        $"http://a.example.com/{Token}/x",
        $"http://a.example.com/#{Token}",
        $"http://{Token}.example.com/",
        $"http://{Token[..15]}.{Token[15..]}.example.com/",
        $"http://{Token}:x@a.example.com/",
        $"http://a.example.com/?{Token}=1",
        $"http://x.pastebin.com/?t={Token}",
        $"http://{Token}.pastebin.com/",
        $"http://10.0.0.1/?t={Token}",
        $"http://a.example.com/../../{Token}",
        $"http://a.example.com/%0d%0a{Token}",
        $"http://a.example.com:99999/{Token}",
        $"ftp://a.example.com/{Token}",
        $"http://a b/{Token}",
    ];

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task A_token_in_a_url_is_found_and_not_told(string url)
    {
        foreach (var policy in _snapshots.All)
        {
            await using var fixture = new LogFixture();
            var decision = Decide(policy, url);
            Assert.NotNull(decision.Cause);
            Write(fixture.Log, url, decision);
            var text = fixture.Text();
            Assert.DoesNotContain(Token, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Token[4..20], text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_token_in_a_header_is_found_and_its_header_told()
    {
        await using var fixture = new LogFixture();
        var policy = _snapshots.All[0];
        var decision = policy.Decide(policy.Scanner.ScanHeaders(new OneHeader()), Surface.Headers);
        fixture.Log.RecordDecision(LogFixture.Get("http://a.example.com/x"), decision);
        var line = fixture.Line();
        Assert.Contains("\"event\":\"header_dlp\"", line, StringComparison.Ordinal);
        Assert.Contains("\"header\":\"Authorization\",\"action\":\"block\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, line, StringComparison.Ordinal);
    }

    private static Decision Decide(PolicySnapshot policy, string url)
    {
        var bytes = Encoding.ASCII.GetBytes(url);
        var parsed = UrlParts.TryParse(bytes, out var parts, out _);
        var context = new DecisionContext { Host = parsed ? parts.Host : default, Url = bytes };
        return policy.Decide(policy.Scanner.ScanUrl(bytes), Surface.Url, context);
    }

    private static void Write(EvidenceLog log, string url, in Decision decision)
    {
        var context = new ExchangeContext { Method = "GET"u8, Url = Encoding.ASCII.GetBytes(url),
            Client = IPAddress.Any };
        log.RecordDecision(context, decision);
        if (!decision.IsBlocked)
            log.RecordForward(context with { Disclosure = decision.Disclosure }, 200, 1, default);
    }

    private readonly struct OneHeader : IHeaderSource
    {
        public int Count => 1;

        public ReadOnlySpan<byte> Name(int index) => "Authorization"u8;

        public ReadOnlySpan<byte> Value(int index) => Encoding.ASCII.GetBytes("Bearer " + Token);
    }

    public sealed class Snapshots : IDisposable
    {
        public IReadOnlyList<PolicySnapshot> All { get; } =
            [.. Enum.GetValues<Mode>().Select(mode => PolicySnapshot.Build(
                new PipelockOptions { Mode = mode, ApiAllowlist = [] }, "defaults", new PolicyEnvironment
                {
                    CacheDirectory = Path.Combine(Path.GetTempPath(), "pipelock-policy-tests"),
                }))];

        public void Dispose()
        {
            foreach (var snapshot in All)
                snapshot.Dispose();
        }
    }
}
