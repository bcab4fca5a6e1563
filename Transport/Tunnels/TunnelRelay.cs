using System.Net.Sockets;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tunnels;

/// <summary>Copies bytes both ways between a client and an origin until both directions have ended.</summary>
/// <remarks>
/// A direction that ends is closed on the other side alone (half-close): the opposite direction goes on. An idle tunnel
/// holds no buffer. The deadline is the earlier of idle time and lifetime; every byte moves it.
/// </remarks>
internal sealed class TunnelRelay(ClientConnection client, UpstreamConnection origin, ProxyTimeouts timeouts)
{
    /// <summary>What one receive from the origin may take at most: one block of the client's pipe.</summary>
    private const int ReceiveSize = 32 * 1024;

    private readonly long _end = Environment.TickCount64 + timeouts.TunnelLifetime;
    private long _bytes;

    /// <summary>Runs the tunnel; returns the bytes of both directions.</summary>
    /// <param name="gate">Must let the client's first bytes through; null when nothing checks them.</param>
    public async Task<long> RunAsync(SniGate? gate)
    {
        Touch();
        var up = CopyUpAsync(gate);
        var down = CopyDownAsync();
        var first = await Task.WhenAny(up, down).ConfigureAwait(false);
        if (!await first.ConfigureAwait(false)) End();
        if (!await up.ConfigureAwait(false) || !await down.ConfigureAwait(false)) End();
        await down.ConfigureAwait(false);
        return Interlocked.Read(ref _bytes);
    }

    private void End()
    {
        origin.Abort();
        client.Abort("the tunnel failed, was refused, or its time is over");
    }

    /// <summary>Client to origin; false when the tunnel as a whole must end.</summary>
    private async Task<bool> CopyUpAsync(SniGate? gate)
    {
        try
        {
            while (true)
            {
                var read = await client.Input.ReadAsync().ConfigureAwait(false);
                if (client.Expired)
                {
                    if (gate is not null && !read.Buffer.IsEmpty) gate.TimeOut();
                    return false;
                }

                if (gate is not null && !read.Buffer.IsEmpty && !gate.TryDecide(read.Buffer, read.IsCompleted))
                {
                    client.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    client.SetDeadline(Environment.TickCount64 + timeouts.ClientHello);
                    continue;
                }

                if (gate is { IsRefused: true }) return false;
                if (!read.Buffer.IsEmpty) gate = null;
                foreach (var segment in read.Buffer)
                {
                    await origin.SendAsync(segment).ConfigureAwait(false);
                    Count(segment.Length);
                }

                client.Input.AdvanceTo(read.Buffer.End);
                if (!read.IsCompleted) continue;
                origin.Socket.Shutdown(SocketShutdown.Send);
                return true;
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            return false;
        }
    }

    /// <summary>Origin to client; false when the tunnel as a whole must end.</summary>
    private async Task<bool> CopyDownAsync()
    {
        try
        {
            var received = 0;
            if (!origin.Unread.IsEmpty && !await PassUnreadAsync().ConfigureAwait(false)) return false;
            while (true)
            {
                // A receive that did not fill its block means that the next one may have to wait: without a block.
                if (received < ReceiveSize) await origin.Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None)
                    .ConfigureAwait(false);
                var memory = client.Output.GetMemory(ReceiveSize);
                received = await origin.Socket.ReceiveAsync(memory, SocketFlags.None).ConfigureAwait(false);
                if (received == 0) break;
                client.Output.Advance(received);
                Count(received);
                var flushed = await client.Output.FlushAsync().ConfigureAwait(false);
                if (flushed.IsCompleted || client.Expired) return false;
            }

            // Everything was flushed, which here means sent: our end can be closed without closing theirs.
            client.Socket?.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            return false;
        }
    }

    private async Task<bool> PassUnreadAsync()
    {
        var flushed = await client.Output.WriteAsync(origin.UnreadMemory).ConfigureAwait(false);
        Count(origin.Unread.Length);
        origin.Consume(origin.Unread.Length);
        return !flushed.IsCompleted;
    }

    private void Count(int bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Touch();
    }

    private void Touch() => client.SetDeadline(Math.Min(_end, Environment.TickCount64 + timeouts.Idle));

    private static bool IsEndOfConnection(Exception e) =>
        e is SocketException or ObjectDisposedException or IOException or InvalidOperationException
            or OperationCanceledException;
}
