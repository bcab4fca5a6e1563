namespace Pipelock.Policy;

/// <summary>Holds the snapshot in force and swaps it at a reload without disturbing anybody.</summary>
/// <remarks>
/// Thread-safe. An exchange costs one volatile read and two interlocked operations, and no allocation: it
/// takes the current snapshot with <see cref="Acquire"/> and gives it back with <see cref="PolicySnapshot.Release"/>.
/// </remarks>
public sealed class PolicyHolder : IDisposable
{
    private PolicySnapshot _current;

    /// <summary>Takes over the builder's reference of the first snapshot.</summary>
    public PolicyHolder(PolicySnapshot first) => _current = first;

    /// <summary>The snapshot in force, to look at only: it may be let go at any time.</summary>
    public PolicySnapshot Current => Volatile.Read(ref _current);

    /// <summary>Takes a reference on the snapshot in force.</summary>
    /// <exception cref="ObjectDisposedException">The holder was disposed.</exception>
    public PolicySnapshot Acquire()
    {
        while (true)
        {
            var snapshot = Volatile.Read(ref _current);
            if (snapshot.TryAcquire())
                return snapshot;
            // Gone between the two steps: a reload has put another one in place, or everything ends.
            ObjectDisposedException.ThrowIf(ReferenceEquals(snapshot, Volatile.Read(ref _current)), this);
        }
    }

    /// <summary>Puts a snapshot in force, taking over its builder's reference; users keep the old one.</summary>
    public void Swap(PolicySnapshot next) => Interlocked.Exchange(ref _current, next).Dispose();

    /// <summary>Lets the snapshot in force go.</summary>
    public void Dispose() => Volatile.Read(ref _current).Dispose();
}
