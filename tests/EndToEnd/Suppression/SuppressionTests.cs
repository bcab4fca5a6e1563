using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Suppression;

/// <summary>What a block prints is put into the configuration, and then the same request passes, and no
/// other.</summary>
public sealed class SuppressionTests(Site site) : IClassFixture<Site>
{
    private static readonly string s_token = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
    private static readonly string s_slack = SecretSamples.All.Single(sample => sample.Kind == "Slack Token").Text;

    /// <summary>A request that is blocked, and one that stays blocked: method, path, fields, body.</summary>
    public static TheoryData<string, string[], string[]> Requests => new()
    {
        { "query", ["GET", "/json?k=TOKEN", "", ""], ["GET", "/json?j=TOKEN", "", ""] },
        { "query, another secret", ["GET", "/json?k=TOKEN", "", ""], ["GET", "/json?k=SLACK", "", ""] },
        { "header", ["GET", "/json", "Authorization: Bearer TOKEN\r\n", ""],
            ["GET", "/json", "X-Api-Key: TOKEN\r\n", ""] },
        { "header, another path", ["GET", "/json", "Cookie: a=TOKEN\r\n", ""],
            ["GET", "/echo", "Cookie: a=TOKEN\r\n", ""] },
        { "body", ["POST", "/echo", "Content-Type: text/plain\r\n", "see TOKEN"],
            ["POST", "/echo", "Content-Type: text/plain\r\n", "see SLACK"] },
        { "body field", ["POST", "/echo", "Content-Type: application/json\r\n", "{\"a\":\"TOKEN\"}"],
            ["POST", "/echo", "Content-Type: application/json\r\n", "{\"b\":\"TOKEN\"}"] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_advice_of_a_block_allows_exactly_that(string name, string[] blocked, string[] other)
    {
        var first = await site.Proxy.ExchangeAsync(Fill(blocked), blocked[0]);
        var advice = first.Field("X-Pipelock-Block-Allow-With")!;
        Assert.Equal((name, 403), (name, first.Status));
        Assert.DoesNotContain(s_token, advice, StringComparison.Ordinal);

        await using var allowing = await PipelockProcess.StartAsync(site.Settings with { More = advice });

        Assert.Equal((name, 200), (name, (await allowing.ExchangeAsync(Fill(blocked), blocked[0])).Status));
        Assert.Equal((name, 403), (name, (await allowing.ExchangeAsync(Fill(other), other[0])).Status));
    }

    private string Fill(string[] parts)
    {
        var body = With(parts[3]);
        var length = body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "";
        return site.Request(parts[0], With(parts[1]), With(parts[2]) + length + "Connection: close\r\n", body);
    }

    private static string With(string text) => text
        .Replace("TOKEN", s_token, StringComparison.Ordinal).Replace("SLACK", s_slack, StringComparison.Ordinal);
}
