using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.WebSockets;

namespace Pipelock.EndToEnd.Tests.Emergency;

/// <summary>One exchange of each kind that lasts: an event stream, an answer that does not come, a tunnel, a
/// WebSocket.</summary>
internal sealed class RunningExchanges : IAsyncDisposable
{
    private readonly RawClient _stream;
    private readonly RawClient _held;
    private readonly RawClient _tunnel;
    private readonly WebSocketClient _socket;

    private RunningExchanges(RawClient stream, RawClient held, RawClient tunnel, WebSocketClient socket)
    {
        (_stream, _held, _tunnel, _socket) = (stream, held, tunnel, socket);
    }

    /// <summary>Begins them all; each is known to be under way.</summary>
    public static async Task<RunningExchanges> StartAsync(KillSwitchSite site, WebSocketOrigin origin, TcpEcho echo)
    {
        var (name, path) = site.Put(
            Script.Chunked("text/event-stream", ["data: one\n\n", "data: two\n\n"], gated: true));
        var stream = await site.Proxy.ConnectAsync();
        await stream.SendAsync(site.Request("GET", path));
        site.Origin.Gates.Open($"{name}-1");
        await stream.ReadHeadAsync();
        var held = await site.Proxy.ConnectAsync();
        await held.SendAsync(site.Request("GET", $"/hold/{name}"));
        await site.Origin.Gates.ReachedAsync(name);
        var tunnel = await site.Proxy.ConnectAsync();
        await tunnel.SendAsync($"CONNECT {echo.EndPoint} HTTP/1.1\r\nHost: {echo.EndPoint}\r\n\r\n");
        Assert.Equal(200, (await tunnel.ReadResponseAsync("CONNECT")).Status);
        var socket = await WebSocketClient.OpenAsync(
            site.Proxy, WebSocketClient.Endpoint(site.Proxy, origin.EndPoint));
        return new RunningExchanges(stream, held, tunnel, socket);
    }

    /// <summary>Waits until all have ended, each in its own way.</summary>
    public async Task AssertStoppedAsync()
    {
        var streamed = _stream.ReadToEndAsync();
        var refused = _held.ReadResponseAsync();
        var closed = _socket.ReadAsync();
        var gone = _tunnel.IsClosedAsync();
        await Task.WhenAll(streamed, refused, closed, gone);

        Assert.Contains("event: error\ndata: {\"error\":{\"type\":\"kill_switch_active\"",
            Encoding.UTF8.GetString(await streamed), StringComparison.Ordinal);
        Assert.Equal((503, "close 1008 kill switch active", true), ((await refused).Status, await closed, await gone));
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _held.DisposeAsync();
        await _tunnel.DisposeAsync();
        await _socket.DisposeAsync();
    }
}
