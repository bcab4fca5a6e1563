namespace Pipelock.Evidence.Metrics;

/// <summary>Counts names and keeps the hundred most frequent, in constant memory.</summary>
/// <remarks>
/// The space-saving algorithm (Metwally, Agrawal, El Abbadi 2005): a name that finds the table full takes the place and
/// the count of the rarest, so frequent names are never missed and counts are never too low. Thread-safe; used
/// for refusals only, so one lock does.
/// </remarks>
internal sealed class TopNames
{
    /// <summary>Most names kept.</summary>
    public const int Capacity = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _counts = new(Capacity, StringComparer.Ordinal);

    /// <summary>Counts one occurrence.</summary>
    public void Count(string name)
    {
        lock (_gate)
        {
            if (_counts.TryGetValue(name, out var count) || _counts.Count < Capacity)
            {
                _counts[name] = count + 1;
                return;
            }

            var rarest = _counts.MinBy(pair => pair.Value);
            _counts.Remove(rarest.Key);
            _counts[name] = rarest.Value + 1;
        }
    }

    /// <summary>The names with their counts, most frequent first, then by name.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Ranked()
    {
        lock (_gate)
        {
            return [.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        }
    }
}
