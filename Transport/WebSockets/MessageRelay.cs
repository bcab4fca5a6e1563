using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelock.Protocols.WebSocket;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.WebSockets;

/// <summary>Relays messages both ways until the closing handshake, a policy, a limit or a failure ends it.</summary>
internal sealed class MessageRelay : IDisposable
{
    /// <summary>How long peers have for their part of an end, in milliseconds.</summary>
    private const int CloseWait = 3000;

    private readonly ClientConnection _client;
    private readonly UpstreamConnection _origin;
    private readonly RelayClock _clock;
    private readonly PeerWriter _toClient;
    private readonly PeerWriter _toOrigin;
    private readonly MessagePump _up;
    private readonly MessagePump _down;
    private readonly TaskCompletionSource _halted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes a relay between two peers whose handshakes are done.</summary>
    public MessageRelay(
        ClientConnection client,
        UpstreamConnection origin,
        IDuplexPipe originPipe,
        WebSocketSettings settings,
        RelayTally tally,
        Heartbeat heartbeat)
    {
        _client = client;
        _origin = origin;
        _clock = new RelayClock(heartbeat, tally, settings.Lifetime, settings.Idle);
        _toClient = new PeerWriter(client.Output, PeerRole.Server);
        _toOrigin = new PeerWriter(originPipe.Output, PeerRole.Client);
        _up = new MessagePump(RelayDirection.ClientToServer, client.Input, _toOrigin, settings, tally);
        _down = new MessagePump(RelayDirection.ServerToClient, originPipe.Input, _toClient, settings, tally);
    }

    /// <summary>Runs the relay.</summary>
    public async Task RunAsync()
    {
        _client.HaltWith(() => _halted.TrySetResult());
        var up = _up.RunAsync();
        var down = _down.RunAsync();
        var end = await FirstAsync(Task.WhenAny(up, down)).ConfigureAwait(false);
        if (end.Kind == PumpEndKind.Closed)
        {
            // The other peer answers the close in its own time, and may send what it still has.
            var other = up.IsCompleted ? down : up;
            _clock.Allow(CloseWait);
            await Task.WhenAny(other, _clock.Due).ConfigureAwait(false);
            end = other.IsCompleted ? await other.ConfigureAwait(false) : new PumpEnd(PumpEndKind.Gone);
        }

        if (end.Kind == PumpEndKind.Gone)
            end = end with { Code = CloseCodes.GoingAway, Reason = "the other side went away" };
        await EndAsync(end, up, down).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clock.Dispose();
        _up.Dispose();
        _down.Dispose();
        _toClient.Dispose();
        _toOrigin.Dispose();
    }

    /// <summary>The end of the direction that ends first, or of the time.</summary>
    private async Task<PumpEnd> FirstAsync(Task<Task<PumpEnd>> first)
    {
        await Task.WhenAny(first, _halted.Task, _clock.Due).ConfigureAwait(false);
        if (_halted.Task.IsCompleted)
            return new PumpEnd(PumpEndKind.Stopped, CloseCodes.PolicyViolation, "kill switch active");
        if (first.IsCompleted) return await (await first.ConfigureAwait(false)).ConfigureAwait(false);
        var reason = _clock.HasLived ? "connection timeout" : "idle timeout";
        return new PumpEnd(PumpEndKind.Stopped, CloseCodes.GoingAway, reason);
    }

    /// <summary>
    /// Tells both peers unless they were told, and lets go of them in an order that loses no close frame.
    /// </summary>
    private async Task EndAsync(PumpEnd end, Task<PumpEnd> up, Task<PumpEnd> down)
    {
        _up.Stop();
        if (end.Kind != PumpEndKind.Closed)
        {
            _down.Dismiss();
            var told = Task.WhenAll(TellAsync(_toClient, end), TellAsync(_toOrigin, end));
            _clock.Allow(CloseWait);
            await Task.WhenAny(told, _clock.Due).ConfigureAwait(false);
        }

        ShutDownOrigin();
        _clock.Allow(CloseWait);
        await Task.WhenAny(Task.WhenAll(up, down), _clock.Due).ConfigureAwait(false);
        _down.Stop();
        _origin.Abort();
        _client.Output.CancelPendingFlush();
        await Task.WhenAll(up, down).ConfigureAwait(false);
        if (!_client.ClientGone) await _client.LingerAsync().ConfigureAwait(false);
    }

    private static async Task TellAsync(PeerWriter peer, PumpEnd end)
    {
        try
        {
            await peer.CloseAsync(end.Code, end.Reason).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            // It is gone: there is nobody to tell.
        }
    }

    /// <summary>
    /// Our end first: a close with unread bytes would reset the connection and take the close frame with it.
    /// </summary>
    private void ShutDownOrigin()
    {
        try
        {
            _origin.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ended first.
        }
    }
}
