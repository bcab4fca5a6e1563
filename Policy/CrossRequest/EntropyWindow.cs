namespace Pipelock.Policy.CrossRequest;

/// <summary>Sums bits over a sliding window, in slices of a sixteenth of it. Not thread-safe.</summary>
internal sealed class EntropyWindow
{
    private const int Slices = 16;

    private readonly double[] _bits = new double[Slices];
    private long _slice;

    /// <summary>The bits of the window that ends at <paramref name="now"/>.</summary>
    public double Sum(long now, long windowMilliseconds)
    {
        Advance(now, windowMilliseconds);
        var sum = 0.0;
        foreach (var bits in _bits) sum += bits;
        return sum;
    }

    /// <summary>Adds bits at <paramref name="now"/>.</summary>
    public void Add(double bits, long now, long windowMilliseconds)
    {
        Advance(now, windowMilliseconds);
        _bits[_slice % Slices] += bits;
    }

    private void Advance(long now, long windowMilliseconds)
    {
        var slice = now / Math.Max(1, windowMilliseconds / Slices);
        for (var step = Math.Max(_slice + 1, slice - Slices + 1); step <= slice; step++) _bits[step % Slices] = 0;
        _slice = Math.Max(_slice, slice);
    }
}
