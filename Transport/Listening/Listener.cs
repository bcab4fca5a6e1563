using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Listening;

/// <summary>Accepts connections at one address and hands each to a handler, up to a bound.</summary>
public sealed class Listener : IAsyncDisposable
{
    private static readonly Answer s_tooMany = new() { Status = 503, Body = "refused: too many connections\n" };

    private static readonly TimeSpan s_turnedAwayPatience = TimeSpan.FromSeconds(1);

    private readonly IConnectionListener _listener;
    private readonly ConnectionHandler _handler;
    private readonly int _maxConnections;
    private readonly Action _onRefused;
    private readonly Task _accepting;
    private int _open;

    private Listener(IConnectionListener listener, ConnectionHandler handler, int maxConnections, Action onRefused)
    {
        _listener = listener;
        _handler = handler;
        _maxConnections = maxConnections;
        _onRefused = onRefused;
        _accepting = AcceptAsync();
    }

    /// <summary>The address that was bound; the port is the real one where 0 was asked for.</summary>
    public EndPoint EndPoint => _listener.EndPoint;

    /// <summary>Connections of now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Binds and begins to accept.</summary>
    /// <param name="factory">Makes listeners.</param>
    /// <param name="address">Where to listen: an address, or a descriptor that listens already.</param>
    /// <param name="handler">Serves each connection.</param>
    /// <param name="maxConnections">More than so many at once are answered 503.</param>
    /// <param name="onRefused">Called for each of those.</param>
    /// <exception cref="IOException">The address is in use or not ours.</exception>
    public static async Task<Listener> BindAsync(
        IConnectionListenerFactory factory, EndPoint address, ConnectionHandler handler, int maxConnections,
            Action onRefused) =>
        new(await factory.BindAsync(address).ConfigureAwait(false), handler, maxConnections, onRefused);

    /// <summary>Accepts nothing more; open connections go on.</summary>
    public async ValueTask StopAcceptingAsync()
    {
        await _listener.UnbindAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAcceptingAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (await _listener.AcceptAsync().ConfigureAwait(false) is { } connection)
        {
            if (Interlocked.Increment(ref _open) > _maxConnections)
            {
                _onRefused();
                _ = TurnAwayAsync(connection);
                continue;
            }

            // The accept loop must not run a connection's first exchange on its own stack.
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Self.ServeAsync(
                state.Connection), (Self: this, Connection: connection), preferLocal: false);
        }
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        try
        {
            await _handler.OnConnectedAsync(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A defect in one exchange ends its connection, not the process; the client sees a reset.
            connection.Abort(new ConnectionAbortedException(e.Message, e));
            await Console.Error.WriteLineAsync($"pipelock: internal error, one connection was closed: {e}")
                .ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync(connection).ConfigureAwait(false);
        }
    }

    private async Task TurnAwayAsync(ConnectionContext connection)
    {
        try
        {
            AnswerWriter.Write(connection.Transport.Output, s_tooMany, withoutBody: false, close: true);
            await connection.Transport.Output.FlushAsync().ConfigureAwait(false);
            await LingerAsync(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is IOException or ConnectionAbortedException or SocketException or OperationCanceledException)
        {
            // It did not wait for the answer, or for longer than it may.
        }

        await CloseAsync(connection).ConfigureAwait(false);
    }

    /// <summary>A close with unread bytes would be a reset, and take the answer with it (RFC 9112 §9.6).</summary>
    private static async Task LingerAsync(ConnectionContext connection)
    {
        connection.Socket()?.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(s_turnedAwayPatience);
        while (true)
        {
            var read = await connection.Transport.Input.ReadAsync(patience.Token).ConfigureAwait(false);
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }

    private async Task CloseAsync(ConnectionContext connection)
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        Interlocked.Decrement(ref _open);
    }
}
