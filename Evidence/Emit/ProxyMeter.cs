using System.Diagnostics.Metrics;
using Pipelock.Evidence.Metrics;

namespace Pipelock.Evidence.Emit;

/// <summary>Shows the proxy's counters to OpenTelemetry, under the names that <c>/metrics</c> gives them.</summary>
internal sealed class ProxyMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "pipelock";

    private readonly Meter _meter = new(Name);

    public ProxyMeter(ProxyMetrics metrics)
    {
        foreach (var family in metrics.Families)
            _meter.CreateObservableCounter($"pipelock_{family.Name}", () => Values(family), null, family.Help);
        _meter.CreateObservableGauge("pipelock_active_tunnels", () => metrics.ActiveTunnels);
        _meter.CreateObservableGauge("pipelock_ws_active_connections", () => metrics.WebSockets.Active);
        _meter.CreateObservableGauge("pipelock_sessions_active", () => metrics.Sessions.Active);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Values(CounterFamily family)
    {
        foreach (var (values, counter) in family.Children)
        {
            KeyValuePair<string, object?>[] tags = family.Labels.Count > 1
                ? [new(family.Labels[0], values.First), new(family.Labels[1], values.Second)]
                : [new(family.Labels[0], values.First)];
            yield return new Measurement<long>(counter.Value, tags);
        }
    }
}
