using System.Runtime.CompilerServices;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Async;

namespace Pipelock.Transport.Listening;

/// <summary>How the wait for a request head ended.</summary>
internal enum HeadRead : byte
{
    /// <summary>The client connection's head holds it.</summary>
    Complete,

    /// <summary>It is not valid; the head says why.</summary>
    Refused,

    /// <summary>It began and was not complete in time.</summary>
    TimedOut,

    /// <summary>The client closed, was idle for too long, or the process stops: nothing is to be said.</summary>
    Closed,
}

/// <summary>Waits for the next request head of a client.</summary>
internal static class HeadReader
{
    /// <summary>Reads until the head is complete, refused, late, or will not come.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public static async ValueTask<HeadRead> ReadAsync(ClientConnection client, ProxyTimeouts timeouts)
    {
        client.SetDeadline(Environment.TickCount64 + timeouts.KeepAlive);
        while (true)
        {
            var read = await client.Input.ReadAsync().ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.IsEmpty)
            {
                client.Input.AdvanceTo(buffer.Start);
                if (client.Head.IsPartial && client.Expired) return HeadRead.TimedOut;
                if (read.IsCompleted || client.Expired || (client.Draining && !client.Head.IsPartial))
                    return HeadRead.Closed;
                continue;
            }

            var begun = client.Head.IsPartial;
            var status = client.Head.TryParse(buffer, out var consumed, out var examined);
            client.Input.AdvanceTo(consumed, examined);
            if (status != ParseStatus.NeedMore)
            {
                client.ClearDeadline();
                return status == ParseStatus.Complete ? HeadRead.Complete : HeadRead.Refused;
            }

            if (read.IsCompleted) return HeadRead.Closed;
            if (client.Expired) return HeadRead.TimedOut;
            if (!begun) client.SetDeadline(Environment.TickCount64 + timeouts.RequestHead);
        }
    }
}
