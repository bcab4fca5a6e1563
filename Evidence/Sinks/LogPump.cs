using Pipelock.Config.Options;
using Pipelock.Evidence.Emit;
using Pipelock.Evidence.Formats;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Sinks;

/// <summary>The thread that turns records into lines and writes them, many at once.</summary>
/// <remarks>
/// It sleeps while there is nothing. The first record wakes it; then it lingers a moment so that one write takes many
/// lines, unless a record is urgent. Producers therefore pay for a wake-up once per <see cref="Linger"/>, at most.
/// </remarks>
internal sealed class LogPump
{
    /// <summary>How long an ordinary line may wait for others.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    private const int WriteAt = 48 * 1024;

    private readonly object _gate = new();
    private readonly ByteRing _ring;
    private readonly LogSink _sink;
    private readonly EvidenceLogSettings _settings;
    private readonly EventEmitter? _emitter;
    private readonly LineBuffer _lines = new();
    private readonly ByteRing.Handler _append;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _asleep;
    private bool _urgent;
    private bool _reopen;
    private bool _stopping;
    private long _written;
    private long _failures;

    /// <summary>Starts the thread.</summary>
    public LogPump(ByteRing ring, LogSink sink, EvidenceLogSettings settings, EventEmitter? emitter = null)
    {
        _ring = ring;
        _sink = sink;
        _settings = settings;
        _emitter = emitter;
        _append = Append;
        _thread = new Thread(Run) { IsBackground = true, Name = "evidence log" };
        _thread.Start();
    }

    /// <summary>Writes that failed, per place.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Completes when the thread has written everything and ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Called by a producer after it published a record; cheap unless the thread sleeps.</summary>
    public void Published(bool urgent)
    {
        // The record must be visible before the flag is read, or both sides could miss each other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _asleep) || ((urgent || _ring.IsHalfFull) && !Volatile.Read(ref _urgent)))
            Wake(urgent);
    }

    /// <summary>Asks for the file to be closed and opened again before the next line.</summary>
    public void Reopen()
    {
        lock (_gate)
        {
            _reopen = true;
            Signal(urgent: true);
        }
    }

    /// <summary>Asks the thread to write what there is and to end.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            Signal(urgent: true);
        }
    }

    /// <summary>Waits until everything published before the call has been written.</summary>
    /// <returns>False when the time ran out.</returns>
    public bool Flush(TimeSpan timeout)
    {
        var goal = _ring.Claimed;
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        lock (_gate)
        {
            while (_written < goal)
            {
                Signal(urgent: true);
                var left = deadline - Environment.TickCount64;
                if (left <= 0)
                    return false;
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(left));
            }
        }

        return true;
    }

    private void Wake(bool urgent)
    {
        lock (_gate)
            Signal(urgent || _ring.IsHalfFull);
    }

    private void Signal(bool urgent)
    {
        _asleep = false;
        _urgent |= urgent;
        Monitor.PulseAll(_gate);
    }

    private void Run()
    {
        try
        {
            while (Wait())
                Work();
            Work();
        }
        finally
        {
            _sink.Dispose();
            _ended.TrySetResult();
        }
    }

    /// <summary>Waits for work; false when it is time to end.</summary>
    private bool Wait()
    {
        lock (_gate)
        {
            Volatile.Write(ref _asleep, true);
            Interlocked.MemoryBarrier();
            while (_asleep && _ring.IsEmpty && !_reopen && !_stopping)
                Monitor.Wait(_gate);
            _asleep = false;
            if (!_urgent && !_stopping)
                Monitor.Wait(_gate, Linger);
            _urgent = false;
            return !_stopping;
        }
    }

    private void Work()
    {
        bool reopen;
        lock (_gate)
        {
            reopen = _reopen;
            _reopen = false;
        }

        if (reopen && !_sink.Reopen())
            Interlocked.Increment(ref _failures);
        _ring.Drain(_append);
        WriteOut();
        lock (_gate)
        {
            _written = _ring.Consumed;
            Monitor.PulseAll(_gate);
        }
    }

    private void Append(ReadOnlySpan<byte> record)
    {
        _emitter?.Offer(record);
        // The switch silences the line, not what other systems are told.
        if (!_settings.IncludeBlocked && EventFacts.Of((EventKind)record[0]).Gate == EventGate.Blocked)
            return;
        if (_settings.Format == LogFormat.Json)
            JsonLines.Append(_lines, record);
        else
            TextLines.Append(_lines, record);
        if (_lines.Length >= WriteAt)
            WriteOut();
    }

    private void WriteOut()
    {
        if (_lines.Length == 0)
            return;
        Interlocked.Add(ref _failures, _sink.Write(_lines));
        _lines.Clear();
    }
}
