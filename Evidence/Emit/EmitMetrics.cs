using Pipelock.Evidence.Metrics;

namespace Pipelock.Evidence.Emit;

/// <summary>Counts what became of events on their way out. Thread-safe.</summary>
public sealed class EmitMetrics
{
    private readonly CounterFamily _events = new(
        "emit_events_total", "Total events for other systems by receiver and result.", "result", "sink");

    internal void Count(string sink, string result) => _events.With(result, sink).Increment();

    internal CounterFamily Family => _events;
}
