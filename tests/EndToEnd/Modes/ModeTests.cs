using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Modes;

/// <summary>The modes mean what their users are told: which finding stops a request, and which is only written
/// down.</summary>
public sealed class ModeTests
{
    private const string Low = "Ticket Number";
    private const string Medium = "Credit Card Number";
    private const string High = "Linear API Key";
    private const string Critical = "GitHub Token";

    private const string Ticket = "TICKET-004217";

    private const string LowRule =
        "dlp:\n  patterns:\n    - { name: Ticket Number, regex: 'TICKET-[0-9]{6}', severity: low }\n";

    private const string ActionWarn = "request_body_scanning:\n  action: warn\n";
    private const string ActionBlock = "request_body_scanning:\n  action: block\n";

    /// <summary>Mode, more configuration, kinds that stop a URL, kinds that stop a header or body.</summary>
    public static TheoryData<string, string, string[], string[]> Modes => new()
    {
        { "strict", "", [Low, Medium, High, Critical], [Low, Medium, High, Critical] },
        { "balanced", "", [Medium, High, Critical], [Medium, High, Critical] },
        { "audit", "", [], [] },
        { "strict", "enforce: false", [], [] },
        { "balanced", "enforce: false", [], [] },
        { "strict", ActionWarn, [Low, Medium, High, Critical], [] },
        { "balanced", ActionWarn, [Medium, High, Critical], [] },
        { "balanced", ActionBlock, [Medium, High, Critical], [Low, Medium, High, Critical] },
        { "audit", ActionBlock, [], [] },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_mode_stops_what_it_says_and_logs_the_rest(
        string mode, string more, string[] stopsUrl, string[] stopsContent)
    {
        var site = new ModeSite(new ProxySettings { Mode = mode, More = LowRule + more });
        await site.InitializeAsync();
        try
        {
            foreach (var kind in new[] { Low, Medium, High, Critical })
            {
                var text = kind == Low ? Ticket : SecretSamples.All.Single(sample => sample.Kind == kind).Text;
                var body = $"{{\"note\":\"{text}\"}}";
                var url = await site.Proxy.ExchangeAsync(site.Request("GET", $"/json?note={text}"));
                var header = await site.Proxy.ExchangeAsync(site.Request("GET", "/json", $"X-Api-Key: {text}\r\n"));
                var content = await site.Proxy.ExchangeAsync(site.Request(
                    "POST", "/json", $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n", body));

                var expected = stopsContent.Contains(kind) ? 403 : 200;
                Assert.Equal(
                    (kind, stopsUrl.Contains(kind) ? 403 : 200, expected, expected),
                    (kind, url.Status, header.Status, content.Status));
                await site.Proxy.Log.WaitForAsync(
                    $"log line about {kind}",
                    line => SecretSample.Fold(line).Contains(SecretSample.Fold(kind), StringComparison.Ordinal));
                Assert.All(site.Proxy.Log.Lines, line => Assert.DoesNotContain(text, line, StringComparison.Ordinal));
            }
        }
        finally
        {
            await site.DisposeAsync();
        }
    }

    private sealed class ModeSite(ProxySettings settings) : Site
    {
        internal override ProxySettings Settings => settings;
    }
}
