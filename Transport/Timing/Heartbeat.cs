namespace Pipelock.Transport.Timing;

/// <summary>One timer for every timeout of the process.</summary>
/// <remarks>
/// Connections carry a deadline as a number and the heartbeat compares it twice a second, so no request ever
/// allocates or arms a timer. A deadline is met at most <see cref="Period"/> late. Thread-safe.
/// </remarks>
public sealed class Heartbeat : IDisposable
{
    /// <summary>Time between two beats.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly List<IDeadlined> _members = [];
    private readonly Timer _timer;
    private IDeadlined[] _beat = [];
    private long _now = Environment.TickCount64;
    private int _isBeating;

    /// <summary>Starts beating.</summary>
    public Heartbeat() => _timer = new Timer(static state => ((Heartbeat)state!).Beat(), this, Period, Period);

    /// <summary>Milliseconds of the monotonic clock at the last beat; exact enough for deadlines of seconds.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>How many members are watched: the connections that are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _members.Count;
        }
    }

    /// <summary>Starts watching <paramref name="member"/>.</summary>
    public void Add(IDeadlined member)
    {
        lock (_lock)
        {
            member.HeartbeatSlot = _members.Count;
            _members.Add(member);
        }
    }

    /// <summary>Stops watching <paramref name="member"/>; it may still see one beat that had begun.</summary>
    public void Remove(IDeadlined member)
    {
        lock (_lock)
        {
            var last = _members[^1];
            _members[member.HeartbeatSlot] = last;
            last.HeartbeatSlot = member.HeartbeatSlot;
            _members.RemoveAt(_members.Count - 1);
        }
    }

    /// <summary>Calls <paramref name="action"/> for every member of now, outside the lock.</summary>
    public void ForEach(Action<IDeadlined> action)
    {
        IDeadlined[] members;
        lock (_lock) members = [.. _members];
        foreach (var member in members) action(member);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Tells every member whose deadline has passed; does nothing while another beat goes on.</summary>
    /// <remarks>A busy machine runs a timer's callbacks late and then two at once.</remarks>
    internal void Beat()
    {
        var now = Environment.TickCount64;
        Volatile.Write(ref _now, now);
        if (Interlocked.Exchange(ref _isBeating, 1) != 0) return;
        try
        {
            Tell(now);
        }
        finally
        {
            Volatile.Write(ref _isBeating, 0);
        }
    }

    private void Tell(long now)
    {
        int count;
        lock (_lock)
        {
            count = _members.Count;
            if (_beat.Length < count) _beat = new IDeadlined[count * 2];
            _members.CopyTo(_beat);
        }

        for (var i = 0; i < count; i++)
        {
            if (_beat[i].Deadline <= now) _beat[i].OnDeadline(now);
        }

        Array.Clear(_beat, 0, count);
    }
}
