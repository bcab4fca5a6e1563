using System.Collections.Concurrent;
using System.Net.Sockets;
using Pipelock.Transport.Timing;

namespace Pipelock.Transport.Upstream;

/// <summary>Idle connections to origins, by address and port; the one used last is used next.</summary>
/// <remarks>Bounded per address and in all; taking and returning allocate nothing. Thread-safe.</remarks>
public sealed class UpstreamPool : IDeadlined, IDisposable
{
    /// <summary>Idle connections kept to one address and port.</summary>
    public const int IdlePerKey = 256;

    /// <summary>Idle connections kept in all; each is a socket and a few hundred bytes.</summary>
    public const int IdleInAll = 2048;

    /// <summary>
    /// How long an idle connection is kept: below the 60 to 75 s after which common servers close theirs.
    /// </summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(50);

    /// <summary>
    /// A connection idle for longer than this is asked whether its peer has closed it before it is used.
    /// </summary>
    private const long TrustedIdleMilliseconds = 20;

    private readonly ConcurrentDictionary<UpstreamKey, Bucket> _buckets = new();
    private long _nextSweep;
    private int _idle;

    /// <summary>Idle connections of now.</summary>
    public int Idle => Volatile.Read(ref _idle);

    /// <inheritdoc/>
    public long Deadline => Volatile.Read(ref _nextSweep);

    /// <inheritdoc/>
    public int HeartbeatSlot { get; set; }

    /// <summary>Takes a live idle connection of <paramref name="key"/>, or null.</summary>
    /// <param name="key">Address and port.</param>
    /// <param name="now">Milliseconds of the monotonic clock.</param>
    /// <param name="repeatable">The request may be sent again, so a connection that was just used needs no
    /// question.</param>
    public UpstreamConnection? Take(UpstreamKey key, long now, bool repeatable)
    {
        if (!_buckets.TryGetValue(key, out var bucket)) return null;
        while (bucket.Pop() is { } connection)
        {
            Interlocked.Decrement(ref _idle);
            if ((repeatable && now - connection.IdleSince <= TrustedIdleMilliseconds) || IsQuiet(connection))
            {
                connection.Reused = true;
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    /// <summary>
    /// Keeps <paramref name="connection"/> for the next exchange, or closes it when there is no room.
    /// </summary>
    public void Return(UpstreamConnection connection, long now)
    {
        // Bytes after a complete answer belong to no request: whoever sent them is not to be trusted (RFC 9112 §9.2).
        if (!connection.Unread.IsEmpty || connection.Aborted || Idle >= IdleInAll)
        {
            connection.Dispose();
            return;
        }

        connection.ReleaseBuffer();
        connection.IdleSince = now;
        if (!_buckets.TryGetValue(connection.Key, out var bucket))
        {
            bucket = _buckets.GetOrAdd(connection.Key, static _ => new Bucket());
        }

        if (bucket.Push(connection)) Interlocked.Increment(ref _idle);
        else connection.Dispose();
    }

    /// <inheritdoc/>
    public void OnDeadline(long now)
    {
        Volatile.Write(ref _nextSweep, now + 5000);
        var oldest = now - (long)IdleTime.TotalMilliseconds;
        foreach (var (key, bucket) in _buckets)
        {
            Interlocked.Add(ref _idle, -bucket.CloseIdleSince(oldest));
            if (bucket.RetireIfEmpty()) _buckets.TryRemove(key, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in _buckets.Values) Interlocked.Add(ref _idle, -bucket.CloseIdleSince(long.MaxValue));
        _buckets.Clear();
    }

    /// <summary>An idle connection that has something to say, its end included, is of no use.</summary>
    private static bool IsQuiet(UpstreamConnection connection)
    {
        try
        {
            return !connection.Socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private sealed class Bucket
    {
        private readonly Lock _lock = new();
        private UpstreamConnection? _head;
        private int _count;
        private bool _retired;

        /// <summary>A retired bucket takes nothing more, so that none is lost in it after it left the table.</summary>
        public bool RetireIfEmpty()
        {
            lock (_lock) return _retired = _head is null;
        }

        public UpstreamConnection? Pop()
        {
            lock (_lock)
            {
                var connection = _head;
                if (connection is null) return null;
                _head = connection.Next;
                connection.Next = null;
                _count--;
                return connection;
            }
        }

        public bool Push(UpstreamConnection connection)
        {
            lock (_lock)
            {
                if (_retired || _count >= IdlePerKey) return false;
                connection.Next = _head;
                _head = connection;
                _count++;
                return true;
            }
        }

        /// <summary>
        /// The list runs from the youngest to the oldest: everything behind the first old one is old.
        /// </summary>
        public int CloseIdleSince(long oldest)
        {
            UpstreamConnection? old;
            lock (_lock)
            {
                UpstreamConnection? previous = null;
                for (old = _head; old is not null && old.IdleSince > oldest; old = old.Next) previous = old;
                if (previous is null) _head = null;
                else previous.Next = null;
                var closed = 0;
                for (var node = old; node is not null; node = node.Next) closed++;
                _count -= closed;
            }

            var count = 0;
            for (; old is not null; count++)
            {
                var next = old.Next;
                old.Dispose();
                old = next;
            }

            return count;
        }
    }
}
