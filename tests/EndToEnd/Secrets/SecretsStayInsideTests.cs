using System.Text.Json;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>Strict mode: a secret of every kind, at every place of a request, is refused and seen by nobody.</summary>
public sealed class SecretsStayInsideTests(StrictSite site) : IClassFixture<StrictSite>
{
    private static readonly string[] s_explanations =
    [
        "X-Pipelock-Block-Reason", "X-Pipelock-Block-Reason-Layer", "X-Pipelock-Block-Reason-Severity",
        "X-Pipelock-Block-Reason-Retry", "X-Pipelock-Block-Rule", "X-Pipelock-Block-Allow-With",
            "X-Pipelock-Request-Id",
    ];

    public static TheoryData<Placement, string> KindsAndPlaces
    {
        get
        {
            var data = new TheoryData<Placement, string>();
            foreach (var placement in Enum.GetValues<Placement>())
            {
                foreach (var sample in SecretSamples.All)
                    data.Add(placement, sample.Kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndPlaces))]
    public async Task A_secret_is_refused_and_neither_answer_nor_log_nor_origin_sees_it(
        Placement placement, string kind)
    {
        var sample = SecretSamples.All.Single(sample => sample.Kind == kind);

        var response = await site.Proxy.ExchangeAsync(Request(placement, sample.Text));

        Assert.Equal(403, response.Status);
        Assert.Equal("nosniff", response.Field("X-Content-Type-Options"));
        Assert.StartsWith("text/plain", response.Field("Content-Type"), StringComparison.Ordinal);
        Assert.Matches("^blocked: .+\n$", response.Text);
        Assert.All(s_explanations, name => Assert.False(
            string.IsNullOrWhiteSpace(response.Field(name)), $"{name} is missing"));
        Assert.Equal(SecretSample.Fold(kind), SecretSample.Fold(response.Field("X-Pipelock-Block-Rule")!));

        var line = await site.Proxy.LogOfAsync(response);
        Assert.Contains(SecretSample.Fold(kind), SecretSample.Fold(line), StringComparison.Ordinal);

        foreach (var form in new[] { sample.Core, Uri.EscapeDataString(sample.Core) })
        {
            Assert.DoesNotContain(form, response.Head + response.Text, StringComparison.Ordinal);
            Assert.All(site.Proxy.Log.Lines, written => Assert.DoesNotContain(form, written, StringComparison.Ordinal));
            Assert.False(site.Origin.Record.Saw(form), "the origin saw it");
        }
    }

    [Theory]
    [InlineData(Placement.Path)]
    [InlineData(Placement.Query)]
    [InlineData(Placement.Header)]
    [InlineData(Placement.JsonBody)]
    [InlineData(Placement.FormBody)]
    public async Task The_same_request_with_a_harmless_word_passes(Placement placement)
    {
        var response = await site.Proxy.ExchangeAsync(Request(placement, $"harmless-{placement}"));

        Assert.Equal((200, "{\"ok\":true}"), (response.Status, response.Text));
        Assert.True(site.Origin.Record.Saw($"harmless-{placement}"));
    }

    private string Request(Placement placement, string text) => placement switch
    {
        Placement.Path => site.Request("GET", $"/json/{Uri.EscapeDataString(text)}/items"),
        Placement.Query => site.Request("GET", $"/json?note={Uri.EscapeDataString(text)}&page=2"),
        Placement.Header => site.Request("GET", "/json", $"X-Api-Key: {text}\r\n"),
        Placement.JsonBody => Post("application/json", JsonSerializer.Serialize(new { title = "notes", note = text })),
        Placement.FormBody =>
            Post("application/x-www-form-urlencoded", $"title=notes&note={Uri.EscapeDataString(text)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(placement)),
    };

    private string Post(string type, string body) =>
        site.Request("POST", "/json", $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n", body);
}
