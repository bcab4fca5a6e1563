namespace Pipelock.Evidence.Metrics;

/// <summary>Counts durations in fixed buckets, as Prometheus histograms want it.</summary>
/// <remarks>Thread-safe; observing allocates nothing.</remarks>
internal sealed class Histogram
{
    private readonly long[] _boundTicks;
    private readonly StripedCounter[] _buckets;
    private readonly StripedCounter _ticks = new();

    /// <summary>Creates it with the upper bounds of its buckets, in seconds, ascending.</summary>
    public Histogram(params double[] bounds)
    {
        Bounds = bounds;
        _boundTicks = [.. bounds.Select(bound => (long)(bound * TimeSpan.TicksPerSecond))];
        _buckets = [.. Enumerable.Range(0, bounds.Length + 1).Select(_ => new StripedCounter())];
    }

    /// <summary>The upper bounds, in seconds.</summary>
    public IReadOnlyList<double> Bounds { get; }

    /// <summary>The sum of all durations, in seconds.</summary>
    public double Sum => (double)_ticks.Value / TimeSpan.TicksPerSecond;

    /// <summary>The mean of all durations, in seconds; 0 before the first.</summary>
    public double Mean => _buckets.Sum(bucket => bucket.Value) is var count and > 0 ? Sum / count : 0;

    /// <summary>Counts one duration; a negative one counts as zero.</summary>
    public void Observe(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        var bucket = 0;
        while (bucket < _boundTicks.Length && ticks > _boundTicks[bucket])
            bucket++;
        _buckets[bucket].Increment();
        _ticks.Add(ticks);
    }

    /// <summary>How many fell into the bucket at <paramref name="index"/> alone; the last one has no bound.</summary>
    public long CountIn(int index) => _buckets[index].Value;
}
