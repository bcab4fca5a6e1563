using System.Collections.Immutable;

namespace Pipelock.Transport.Admin;

/// <summary>Asks the parts of the process, from time to time, whether they still do their work.</summary>
/// <remarks>
/// <c>/health</c>, <c>/healthz</c> and <c>/readyz</c> tell the outcome of the last round and so cost nothing to ask. A
/// part whose question throws counts as failed. Thread-safe.
/// </remarks>
public sealed class HealthWatchdog : IDisposable
{
    private readonly ImmutableArray<(string Name, Func<bool> IsWell)> _parts;
    private readonly Lock _looking = new();
    private readonly Timer _timer;
    private ImmutableSortedDictionary<string, bool>? _outcome;

    /// <summary>Begins to ask, on a thread of its own: a start does not wait for the first round.</summary>
    /// <param name="interval">Time between two rounds; null asks once.</param>
    /// <param name="parts">The parts by name.</param>
    public HealthWatchdog(TimeSpan? interval, params ReadOnlySpan<(string Name, Func<bool> IsWell)> parts)
    {
        _parts = [.. parts];
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, interval ?? Timeout.InfiniteTimeSpan);
    }

    /// <summary>Every part by its name, and whether it is well.</summary>
    public IReadOnlyDictionary<string, bool> Subsystems => Outcome;

    /// <summary>All of them are.</summary>
    public bool IsHealthy => !Outcome.ContainsValue(false);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Whoever asks before the first round has ended waits for it.</summary>
    private ImmutableSortedDictionary<string, bool> Outcome
    {
        get
        {
            if (Volatile.Read(ref _outcome) is { } known) return known;
            lock (_looking) return _outcome ?? Ask();
        }
    }

    private void Look()
    {
        lock (_looking) Ask();
    }

    private ImmutableSortedDictionary<string, bool> Ask()
    {
        var outcome = _parts.ToImmutableSortedDictionary(
            part => part.Name, part => Ask(part.IsWell), StringComparer.Ordinal);
        Volatile.Write(ref _outcome, outcome);
        return outcome;
    }

    private static bool Ask(Func<bool> isWell)
    {
        try
        {
            return isWell();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
