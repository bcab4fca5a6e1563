using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Suppression;

/// <summary>Secrets that leave in pieces, over requests of one client.</summary>
public sealed class AcrossRequestsTests : IAsyncLifetime
{
    private static readonly string Token = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
    private readonly PiecesSite site = new();

    private sealed class PiecesSite : Site
    {
        internal override ProxySettings Settings => new()
        {
            More = "cross_request_detection: { enabled: true, fragment_reassembly: { enabled: true } }\n",
        };
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_secret_in_pieces_is_refused_before_it_is_whole(int pieces)
    {
        var parts = Token.Chunk((Token.Length + pieces - 1) / pieces).Select(chunk => new string(chunk)).ToArray();
        List<int> statuses = [];
        RawResponse? last = null;
        foreach (var part in parts)
        {
            last = await PostAsync($$"""{"part":"{{part}}"}""");
            statuses.Add(last.Status);
            if (last.Status != 200) break; // A rule may know the secret before its very last characters.
        }

        Assert.InRange(statuses.Count, parts.Length / 2, parts.Length);
        Assert.Equal([.. Enumerable.Repeat(200, statuses.Count - 1), 403], statuses);
        Assert.Equal("cross_request", last!.Field("X-Pipelock-Block-Reason-Layer"));
        Assert.Equal("blocked: cross-request secret detected: GitHub Token\n", last.Text);
    }

    [Fact]
    public async Task A_chat_that_resends_its_growing_history_passes()
    {
        var history = "";
        for (var turn = 0; turn < 50; turn++)
        {
            history += $"{{\"role\":\"user\",\"content\":\"Turn {turn}: what is in file {turn * 3}?\"}},";
            var response = await PostAsync($"{{\"model\":\"m\",\"messages\":[{history.TrimEnd(',')}]}}");

            Assert.Equal((turn, 200), (turn, response.Status));
        }
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private Task<RawResponse> PostAsync(string body) => site.Proxy.ExchangeAsync(site.Request(
        "POST", "/echo", $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n",
            body), "POST");
}
