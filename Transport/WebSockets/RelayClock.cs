using Pipelock.Transport.Timing;

namespace Pipelock.Transport.WebSockets;

/// <summary>Tells one relay when its time is up: the heartbeat compares, nothing is armed per message.</summary>
/// <remarks>Up to <see cref="Heartbeat.Period"/> late. Thread-safe; watched from construction until disposal.</remarks>
internal sealed class RelayClock : IDeadlined, IDisposable
{
    private readonly Heartbeat _heartbeat;
    private readonly RelayTally _tally;
    private readonly long _idle;
    private long _end;
    private TaskCompletionSource _due = NewDue();

    /// <summary>Starts the clock of a relay.</summary>
    /// <param name="heartbeat">What beats.</param>
    /// <param name="tally">Knows when something last arrived.</param>
    /// <param name="lifetime">How long the relay may live, in milliseconds.</param>
    /// <param name="idle">How long it may be silent, in milliseconds.</param>
    public RelayClock(Heartbeat heartbeat, RelayTally tally, long lifetime, long idle)
    {
        _heartbeat = heartbeat;
        _tally = tally;
        _idle = idle;
        _end = Environment.TickCount64 + lifetime;
        heartbeat.Add(this);
    }

    /// <inheritdoc/>
    public long Deadline => Math.Min(Volatile.Read(ref _end), _tally.LastActivity + _idle);

    /// <inheritdoc/>
    public int HeartbeatSlot { get; set; }

    /// <summary>Completes when the relay has lived, or been silent, for as long as it may.</summary>
    public Task Due => Volatile.Read(ref _due).Task;

    /// <summary>The lifetime is over, rather than the patience with silence.</summary>
    public bool HasLived => Environment.TickCount64 >= Volatile.Read(ref _end);

    /// <summary>Gives what is left to do this long, and completes <see cref="Due"/> anew behind it.</summary>
    public void Allow(long milliseconds)
    {
        Volatile.Write(ref _end, Environment.TickCount64 + milliseconds);
        Volatile.Write(ref _due, NewDue());
    }

    /// <inheritdoc/>
    public void OnDeadline(long now) => Volatile.Read(ref _due).TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => _heartbeat.Remove(this);

    private static TaskCompletionSource NewDue() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
