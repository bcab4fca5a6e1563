namespace Pipelock.Transport.ScanApi;

/// <summary>Limits how often something happens: a sustained rate, and how much may come at once. Thread-safe.</summary>
/// <param name="now">Milliseconds of a monotonic clock at the start; the bucket is full then.</param>
public sealed class TokenBucket(long now)
{
    private const double MillisecondsPerMinute = 60_000;

    private readonly Lock _lock = new();
    private double _missing;
    private long _at = now;

    /// <summary>Takes one, if there is one. The limits may differ from call to call: a reload changes them.</summary>
    /// <param name="perMinute">How many come back in a minute.</param>
    /// <param name="burst">How many the bucket holds.</param>
    /// <param name="at">Milliseconds of the same clock.</param>
    public bool TryTake(int perMinute, int burst, long at)
    {
        lock (_lock)
        {
            var back = Math.Max(0, at - _at) * (perMinute / MillisecondsPerMinute);
            _missing = Math.Max(0, _missing - back);
            _at = Math.Max(_at, at);
            if (_missing + 1 > burst) return false;
            _missing++;
            return true;
        }
    }
}
