using System.Diagnostics.Tracing;

namespace Pipelock.Micro.Transport;

/// <summary>Names the types that are being allocated, from the runtime's own samples (one in about 100 KB).</summary>
internal sealed class AllocationSampler : EventListener
{
    private const int GcKeyword = 1;

    private readonly Dictionary<string, int> _samples = [];

    /// <summary>The types seen, most often first.</summary>
    public IEnumerable<string> Summary()
    {
        lock (_samples)
        {
            var often = _samples.OrderByDescending(pair => pair.Value).Take(8);
            return [.. often.Select(pair => $"{pair.Value} x {pair.Key}")];
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, (EventKeywords)GcKeyword);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true) return;
        var type = eventData.Payload?[5]?.ToString() ?? "?";
        lock (_samples) _samples[type] = _samples.GetValueOrDefault(type) + 1;
    }
}
