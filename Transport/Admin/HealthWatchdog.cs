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
    private readonly Timer? _timer;
    private ImmutableSortedDictionary<string, bool> _outcome = ImmutableSortedDictionary<string, bool>.Empty;

    /// <summary>Begins to ask.</summary>
    /// <param name="interval">Time between two rounds; null asks once, now.</param>
    /// <param name="parts">The parts by name.</param>
    public HealthWatchdog(TimeSpan? interval, params ReadOnlySpan<(string Name, Func<bool> IsWell)> parts)
    {
        _parts = [.. parts];
        Look();
        if (interval is { } period) _timer = new Timer(_ => Look(), null, period, period);
    }

    /// <summary>Every part by its name, and whether it is well.</summary>
    public IReadOnlyDictionary<string, bool> Subsystems => Volatile.Read(ref _outcome);

    /// <summary>All of them are.</summary>
    public bool IsHealthy => !Volatile.Read(ref _outcome).ContainsValue(false);

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Look() =>
        Volatile.Write(ref _outcome, _parts.ToImmutableSortedDictionary(part => part.Name, part => Ask(part.IsWell), StringComparer.Ordinal));

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
