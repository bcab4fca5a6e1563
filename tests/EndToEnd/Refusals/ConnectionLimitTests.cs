using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Refusals;

/// <summary>More clients than <c>forward_proxy.max_connections</c>.</summary>
public sealed class ConnectionLimitTests
{
    private const string Health = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task Connections_beyond_the_limit_are_answered_503_and_written_down()
    {
        await using var proxy = await PipelockProcess.StartAsync(
            new ProxySettings { Forward = ["max_connections: 2"] });
        var clients = new List<(RawClient Client, int Status)>();
        for (var i = 0; i < 6; i++)
        {
            var client = await proxy.ConnectAsync();
            await client.SendAsync(Health);
            clients.Add((client, (await client.ReadResponseAsync()).Status));
        }

        // How many of the two places a closing connection still held cannot be known; nobody else may have had one.
        Assert.InRange(clients.Count(one => one.Status == 200), 1, 2);
        Assert.All(clients, one => Assert.True(one.Status is 200 or 503, $"{one.Status}"));
        await proxy.Log.WaitForAsync(
            "the refusal", line => line.Contains("\"rule\":\"connections\"", StringComparison.Ordinal));
        var served = clients.First(one => one.Status == 200).Client;
        await served.SendAsync("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        var metrics = (await served.ReadResponseAsync()).Text;
        Assert.Contains("pipelock_limit_hits_total{limit=\"connections\"}", metrics, StringComparison.Ordinal);
        foreach (var (client, _) in clients) await client.DisposeAsync();
    }
}
