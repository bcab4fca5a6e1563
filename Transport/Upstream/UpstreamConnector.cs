using System.Net;
using System.Net.Sockets;

namespace Pipelock.Transport.Upstream;

/// <summary>Opens connections to addresses that were checked, and to no others. Thread-safe.</summary>
/// <remarks>
/// RFC 8305 ("Happy Eyeballs"): addresses of both families alternate, the next is tried when the one before it failed
/// or has not answered within <see cref="AttemptDelay"/>, and the first to connect wins.
/// </remarks>
/// <param name="timeout">How long all attempts together may take.</param>
public sealed class UpstreamConnector(TimeSpan timeout)
{
    /// <summary>Time one attempt has for itself before the next starts beside it (RFC 8305 §5).</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to one of <paramref name="addresses"/>.</summary>
    /// <param name="addresses">The checked addresses; at least one.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="stop">Ends all attempts; the result then is <see cref="ConnectOutcome.TimedOut"/>.</param>
    public async Task<ConnectResult> ConnectAsync(IPAddress[] addresses, int port, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(timeout);
        var waiting = new Queue<IPAddress>(Alternate(addresses));
        var running = new List<Task<Socket?>>();
        Socket? winner = null;
        while (winner is null && (waiting.Count > 0 || running.Count > 0) && !deadline.IsCancellationRequested)
        {
            if (waiting.TryDequeue(out var next)) running.Add(TryAsync(next, port, deadline.Token));
            var pause = waiting.Count > 0 ? AttemptDelay : Timeout.InfiniteTimeSpan;
            winner = await FirstConnectedAsync(running, pause).ConfigureAwait(false);
        }

        var timedOut = winner is null && deadline.IsCancellationRequested;
        await deadline.CancelAsync().ConfigureAwait(false);
        foreach (var late in running) _ = CloseAsync(late);
        if (winner is null)
        {
            return new ConnectResult(timedOut ? ConnectOutcome.TimedOut : ConnectOutcome.Unreachable, null);
        }

        var reached = ((IPEndPoint)winner.RemoteEndPoint!).Address;
        return new ConnectResult(
            ConnectOutcome.Connected,
            new UpstreamConnection(winner, UpstreamKey.Of(reached, port)));
    }

    /// <summary>
    /// Waits until one attempt connects, one fails (null), or <paramref name="pause"/> is over (null).
    /// </summary>
    private static async Task<Socket?> FirstConnectedAsync(List<Task<Socket?>> running, TimeSpan pause)
    {
        using var delay = new CancellationTokenSource();
        var any = Task.WhenAny(running);
        if (pause == Timeout.InfiniteTimeSpan)
        {
            await any.ConfigureAwait(false);
        }
        else
        {
            await Task.WhenAny(any, Task.Delay(pause, delay.Token)).ConfigureAwait(false);
            await delay.CancelAsync().ConfigureAwait(false);
            if (!any.IsCompleted) return null;
        }

        var ended = await (await any.ConfigureAwait(false)).ConfigureAwait(false);
        running.Remove(await any.ConfigureAwait(false));
        return ended;
    }

    private static async Task<Socket?> TryAsync(IPAddress address, int port, CancellationToken stop)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), stop).ConfigureAwait(false);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task CloseAsync(Task<Socket?> late) => (await late.ConfigureAwait(false))?.Dispose();

    /// <summary>
    /// IPv6 and IPv4 in turn, each family in the resolver's order, the resolver's first choice first.
    /// </summary>
    private static List<IPAddress> Alternate(IPAddress[] addresses)
    {
        if (addresses.Length == 1) return [addresses[0]];
        var first = Array.FindAll(addresses, a => a.AddressFamily == addresses[0].AddressFamily);
        var second = Array.FindAll(addresses, a => a.AddressFamily != addresses[0].AddressFamily);
        var mixed = new List<IPAddress>(addresses.Length);
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length) mixed.Add(first[i]);
            if (i < second.Length) mixed.Add(second[i]);
        }

        return mixed;
    }
}
