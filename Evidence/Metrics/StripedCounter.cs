using System.Numerics;

namespace Pipelock.Evidence.Metrics;

/// <summary>A counter that many threads add to without sharing a cache line.</summary>
/// <remarks>Thread-safe; adding is one interlocked operation on the processor's own stripe, no allocation.</remarks>
internal sealed class StripedCounter
{
    private const int LongsPerStripe = 16; // two lines of 64 bytes: the prefetcher fetches pairs
    private const int MostStripes = 16;

    private static readonly int s_stripes =
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MostStripes));

    // The first stripe's worth of longs keeps the array's header off the counted lines.
    private readonly long[] _longs = new long[(s_stripes + 1) * LongsPerStripe];

    /// <summary>The sum of all stripes; may miss additions that happen meanwhile.</summary>
    public long Value
    {
        get
        {
            long sum = 0;
            for (var i = 1; i <= s_stripes; i++)
                sum += Volatile.Read(ref _longs[i * LongsPerStripe]);
            return sum;
        }
    }

    /// <summary>Adds one.</summary>
    public void Increment() => Interlocked.Increment(ref Mine());

    /// <summary>Adds <paramref name="amount"/>, which may be negative for what goes up and down.</summary>
    public void Add(long amount) => Interlocked.Add(ref Mine(), amount);

    private ref long Mine() =>
        ref _longs[((Thread.GetCurrentProcessorId() & (s_stripes - 1)) + 1) * LongsPerStripe];
}
