using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners.Url;
using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests.Suppression;

/// <summary>The advice printed with a block is applied, and then allows what was blocked and nothing beside
/// it.</summary>
public sealed class AdviceHoldsTests
{
    private static readonly string s_token = "ghp_" + new string([.. "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A"]);
    private static readonly string s_slack = "xoxb-" + "123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx";

    /// <summary>A URL that is blocked, and one that stays blocked under the advice on the first.</summary>
    public static TheoryData<string, string> Urls => new()
    {
        { "http://a.example/x?k=TOKEN", "http://b.example/x?k=TOKEN" },
        { "http://a.example/x?k=TOKEN", "http://a.example/y?k=TOKEN" },
        { "http://a.example/x?k=TOKEN", "http://a.example/x?j=TOKEN" },
        { "http://a.example/x?k=TOKEN", "http://a.example/x?k=SLACK" },
        { "http://a.example/x?k=TOKEN", "http://a.example/x?k=TOKEN&j=SLACK" },
        { "http://a.example/x?token=TOKEN", "http://a.example/x?token=SLACK" },
        { "http://a.example/x/?k=TOKEN", "http://a.example/x/y?k=TOKEN" },
        { "http://a.example/x/TOKEN", "http://b.example/x/TOKEN" },
        { "http://a.example/x/TOKEN", "http://a.example/x/SLACK" },
        { "http://a.example/x?k=TOKEN", "http://a.example/x?k=TOKEN&r=q8Zk3LmX9vTfB7wYc2HdN5sPgJ4rUe6A" },
        { "http://a.example/x?k=TOKEN", "http://a.example/x?k=TOKEN&r=LONG" },
    };

    [Theory]
    [MemberData(nameof(Urls))]
    public void Advice_allows_exactly_what_was_blocked(string blocked, string other)
    {
        using var before = Build();
        var advice = Decide(before, blocked).HowToAllow;
        Assert.DoesNotContain(s_token, advice, StringComparison.Ordinal);
        using var after = Build(new PipelockOptions { Suppress = PastedAdvice.Read(advice) });

        Assert.Equal((false, true), (Decide(after, blocked).IsBlocked, Decide(after, other).IsBlocked));
    }

    private static Decision Decide(PolicySnapshot policy, string text)
    {
        var url = Encoding.ASCII.GetBytes(text
            .Replace("TOKEN", s_token, StringComparison.Ordinal)
            .Replace("SLACK", s_slack, StringComparison.Ordinal)
            .Replace("LONG", string.Concat(Enumerable.Repeat("word-", 500)), StringComparison.Ordinal));
        Assert.True(UrlParts.TryParse(url, out var parts, out _));
        return policy.Decide(
            policy.Scanner.ScanUrl(parts), Surface.Url, new DecisionContext { Host = parts.Host, Url = url });
    }
}
