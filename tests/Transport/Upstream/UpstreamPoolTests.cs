using System.Net;
using System.Net.Sockets;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tests.Upstream;

public sealed class UpstreamPoolTests : IDisposable
{
    private const long LongAgo = 1_000_000;

    private readonly Socket _origin = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly UpstreamPool _pool = new();
    private readonly UpstreamKey _key;

    public UpstreamPoolTests()
    {
        _origin.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _origin.Listen();
        _key = UpstreamKey.Of(IPAddress.Loopback, ((IPEndPoint)_origin.LocalEndPoint!).Port);
    }

    [Fact]
    public void What_was_returned_last_is_taken_first()
    {
        var (first, _) = Connect();
        var (second, _) = Connect();
        _pool.Return(first, LongAgo);
        _pool.Return(second, LongAgo);

        Assert.Same(second, _pool.Take(_key, LongAgo, repeatable: true));
        Assert.Same(first, _pool.Take(_key, LongAgo, repeatable: true));
        Assert.Null(_pool.Take(_key, LongAgo, repeatable: true));
    }

    [Fact]
    public void A_connection_that_its_peer_closed_is_not_handed_out()
    {
        var (connection, peer) = Connect();
        _pool.Return(connection, LongAgo);
        peer.Dispose();
        connection.Socket.Poll(TimeSpan.FromSeconds(5), SelectMode.SelectRead);

        Assert.Null(_pool.Take(_key, LongAgo, repeatable: false));
        Assert.Equal(0, _pool.Idle);
    }

    [Fact]
    public async Task A_connection_with_unread_bytes_is_closed_instead_of_kept()
    {
        var (connection, peer) = Connect();
        peer.Send("surplus"u8);
        await connection.ReceiveMoreAsync();
        _pool.Return(connection, LongAgo);

        Assert.True(connection.Aborted);
        Assert.Equal(0, _pool.Idle);
    }

    [Fact]
    public void Connections_idle_for_too_long_are_closed_at_the_next_sweep()
    {
        var (old, _) = Connect();
        var (young, _) = Connect();
        _pool.Return(old, LongAgo);
        var later = LongAgo + (long)UpstreamPool.IdleTime.TotalMilliseconds;
        _pool.Return(young, later);
        _pool.OnDeadline(later);

        Assert.True(old.Aborted);
        Assert.Same(young, _pool.Take(_key, later, repeatable: true));
    }

    [Fact]
    public void Another_address_or_port_gets_nothing()
    {
        var (connection, _) = Connect();
        _pool.Return(connection, LongAgo);

        Assert.Null(_pool.Take(_key with { Port = _key.Port + 1 }, LongAgo, repeatable: true));
    }

    [Fact]
    public void More_than_the_bound_per_address_is_closed()
    {
        for (var i = 0; i < UpstreamPool.IdlePerKey + 3; i++) _pool.Return(Connect().Connection, LongAgo);

        Assert.Equal(UpstreamPool.IdlePerKey, _pool.Idle);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _origin.Dispose();
    }

    private (UpstreamConnection Connection, Socket Peer) Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_origin.LocalEndPoint!);
        return (new UpstreamConnection(socket, _key), _origin.Accept());
    }
}
