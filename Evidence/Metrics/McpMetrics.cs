using System.Collections.Concurrent;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what agents do with tools. Thread-safe; the configuration closes the set of each label.</summary>
public sealed class McpMetrics
{
    private readonly ConcurrentDictionary<(string Pattern, string Severity, string Action), StripedCounter> _chains =
        new();

    /// <summary>A sequence of calls was seen; all labels come from the configuration.</summary>
    public void ChainDetected(string pattern, string severity, string action)
    {
        var key = (pattern, severity, action);
        // A reload may bring patterns without end; the labels may not.
        if (!_chains.ContainsKey(key) && _chains.Count >= CounterFamily.MostChildren) key.pattern = CounterFamily.Other;
        _chains.GetOrAdd(key, static _ => new StripedCounter()).Increment();
    }

    internal void WriteTo(MetricsText text)
    {
        text.Head("chain_detections_total", "counter", "Total sequences of tool calls detected.");
        foreach (var (key, count) in _chains.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            text.Sample(
                "chain_detections_total", ["action", "pattern", "severity"], [key.Action, key.Pattern, key.Severity],
                count.Value);
        }
    }
}
