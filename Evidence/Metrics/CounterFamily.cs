using System.Collections.Concurrent;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counters of one name, told apart by the values of one or two labels.</summary>
/// <remarks>
/// Thread-safe. The number of combinations is bounded: what comes after the last free one is counted under
/// <see cref="Other"/>, so nothing a client sends can make a metric grow without end.
/// </remarks>
internal sealed class CounterFamily
{
    /// <summary>The label value of whatever found no place of its own.</summary>
    public const string Other = "_other";

    /// <summary>Most combinations of label values kept apart.</summary>
    public const int MostChildren = 512;

    private readonly ConcurrentDictionary<(string First, string Second), StripedCounter> _children = new();
    private readonly string[] _labels;

    /// <summary>Creates the family; <paramref name="labels"/> are one or two names in alphabetical order.</summary>
    public CounterFamily(string name, string help, params string[] labels)
    {
        Name = name;
        Help = help;
        _labels = labels;
    }

    /// <summary>Name without the product's prefix.</summary>
    public string Name { get; }

    /// <summary>One sentence.</summary>
    public string Help { get; }

    /// <summary>The label names.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Every combination seen, ordered by its values.</summary>
    public IEnumerable<KeyValuePair<(string First, string Second), StripedCounter>> Children =>
        _children.OrderBy(child => child.Key.First, StringComparer.Ordinal)
            .ThenBy(child => child.Key.Second, StringComparer.Ordinal);

    /// <summary>The counter for the label values; the same object for the same values.</summary>
    public StripedCounter With(string first, string second = "")
    {
        if (_children.TryGetValue((first, second), out var child))
            return child;
        if (_children.Count >= MostChildren)
            (first, second) = (Other, _labels.Length > 1 ? Other : "");
        return _children.GetOrAdd((first, second), static _ => new StripedCounter());
    }
}
