using System.Net;
using System.Net.Sockets;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tests.Upstream;

public sealed class UpstreamConnectorTests : IDisposable
{
    private static readonly UpstreamConnector s_connector = new(TimeSpan.FromSeconds(5));

    private readonly Socket _origin = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _port;

    public UpstreamConnectorTests()
    {
        _origin.Bind(new IPEndPoint(IPAddress.Parse("127.77.9.1"), 0));
        _origin.Listen();
        _port = ((IPEndPoint)_origin.LocalEndPoint!).Port;
    }

    public static TheoryData<string, string[]> Addresses => new()
    {
        { "the only address", ["127.77.9.1"] },
        { "the second after the first refused", ["127.77.9.2", "127.77.9.1"] },
        { "the last of many", ["127.77.9.2", "127.77.9.3", "127.77.9.4", "127.77.9.1"] },
        { "IPv4 after IPv6 refused", ["::1", "127.77.9.1"] },
        { "IPv4 before IPv6", ["127.77.9.1", "::1"] },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Connects_to_an_address_that_answers(string name, string[] addresses)
    {
        var result = await s_connector.ConnectAsync(
            [.. addresses.Select(IPAddress.Parse)], _port, CancellationToken.None);
        using var connection = result.Connection;

        Assert.True(result.Outcome == ConnectOutcome.Connected, name);
        Assert.Equal(UpstreamKey.Of(IPAddress.Parse("127.77.9.1"), _port), connection!.Key);
    }

    [Fact]
    public async Task Refused_everywhere_is_unreachable()
    {
        var result = await s_connector.ConnectAsync(
            [IPAddress.Parse("127.77.9.2"), IPAddress.Parse("127.77.9.3")], _port, CancellationToken.None);

        Assert.Equal(new ConnectResult(ConnectOutcome.Unreachable, null), result);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_attempts()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var result = await s_connector.ConnectAsync([IPAddress.Parse("127.77.9.1")], _port, left.Token);

        Assert.Equal(ConnectOutcome.TimedOut, result.Outcome);
    }

    public void Dispose() => _origin.Dispose();
}
