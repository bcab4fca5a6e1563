namespace Pipelock.Transport.Timing;

/// <summary>Something the heartbeat watches.</summary>
public interface IDeadlined
{
    /// <summary>Never.</summary>
    const long NoDeadline = long.MaxValue;

    /// <summary>Milliseconds of the monotonic clock at which <see cref="OnDeadline"/> is due.</summary>
    long Deadline { get; }

    /// <summary>Where the heartbeat keeps this member; only the heartbeat writes it.</summary>
    int HeartbeatSlot { get; set; }

    /// <summary>
    /// The deadline has passed. Called on a timer thread, again at each beat until the deadline is moved.
    /// </summary>
    /// <param name="now">The beat's time, in milliseconds of the monotonic clock.</param>
    void OnDeadline(long now);
}
