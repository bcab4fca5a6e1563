using System.Net;
using Microsoft.AspNetCore.Connections;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport;

/// <summary>The listeners of one process, from the first bind to the last goodbye.</summary>
public sealed class ProxyServer : IAsyncDisposable
{
    private readonly ProxyServices _services;
    private readonly IConnectionListenerFactory _factory;
    private readonly IDisposable _owner;
    private readonly IDisposable _killed;
    private readonly List<Listener> _listeners = [];

    /// <summary>Makes a server that listens nowhere yet.</summary>
    public ProxyServer(ProxyServices services)
    {
        _services = services;
        (_factory, _owner) = SocketListening.Create();
        _killed = services.KillSwitch.Register(() => services.Heartbeat.ForEach(Halt));
    }

    /// <summary>The server accepts nothing more.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Connections of now, of all listeners.</summary>
    public int OpenConnections
    {
        get
        {
            var open = 0;
            foreach (var listener in _listeners) open += listener.Open;
            return open;
        }
    }

    /// <summary>
    /// Listens at <paramref name="address"/> and serves what connects with <paramref name="handler"/>.
    /// </summary>
    /// <returns>The address that was bound.</returns>
    /// <exception cref="IOException">The address is in use or not ours.</exception>
    public async Task<EndPoint> ListenAsync(EndPoint address, ConnectionHandler handler, int maxConnections)
    {
        var listener = await Listener
            .BindAsync(_factory, address, handler, maxConnections, _services.Journal.ConnectionRefused)
            .ConfigureAwait(false);
        _listeners.Add(listener);
        _services.Dialer.Own.Add(listener.EndPoint);
        return listener.EndPoint;
    }

    /// <summary>
    /// Accepts nothing more, lets exchanges finish for up to <paramref name="grace"/>, then ends what is left.
    /// </summary>
    /// <returns>How many connections had to be ended.</returns>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        IsStopping = true;
        foreach (var listener in _listeners) await listener.StopAcceptingAsync().ConfigureAwait(false);
        _services.Heartbeat.ForEach(static member => (member as ClientConnection)?.BeginDrain());
        using var patience = new CancellationTokenSource(grace);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (OpenConnections > 0) await poll.WaitForNextTickAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever is still there has had the time they were promised.
        }

        var left = OpenConnections;
        _services.Heartbeat.ForEach(static member => (member as ClientConnection)?.Abort("the proxy stops"));
        return left;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _killed.Dispose();
        foreach (var listener in _listeners) await listener.DisposeAsync().ConfigureAwait(false);
        _owner.Dispose();
    }

    private void Halt(Timing.IDeadlined member)
    {
        if (member is ClientConnection client && _services.KillSwitch.IsActiveFor(client.Address)) client.Halt();
    }
}
