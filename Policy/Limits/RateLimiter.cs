namespace Pipelock.Policy.Limits;

/// <summary>Limits the requests to one registrable domain per minute (<c>max_requests_per_minute</c>).</summary>
/// <remarks>
/// A sliding window of sixty seconds counted in slices of five: no span of sixty seconds ever sees more requests than
/// the limit, and a request's room is free again after 60 to 65 seconds. Requests that are refused are not counted.
/// Constant memory, no allocation, thread-safe.
/// </remarks>
public sealed class RateLimiter
{
    private readonly SlidingWindowTable? _table;
    private readonly int _limit;

    /// <summary>Creates a limiter; 0 requests per minute means that nothing is limited.</summary>
    public RateLimiter(int requestsPerMinute)
        : this(requestsPerMinute, SlidingWindowTable.DefaultSets)
    {
    }

    internal RateLimiter(int requestsPerMinute, int sets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requestsPerMinute);
        _limit = requestsPerMinute;
        _table = requestsPerMinute == 0 ? null : new SlidingWindowTable(sets);
    }

    /// <summary>Requests per domain and minute; 0 when off.</summary>
    public int Limit => _limit;

    /// <summary>False when nothing is limited.</summary>
    public bool IsOn => _table is not null;

    /// <summary>Counts a request to <paramref name="host"/> unless its domain is at the limit.</summary>
    /// <param name="host">The host, in any case, without brackets or port.</param>
    /// <param name="nowMilliseconds">A monotonic clock, for example <see cref="Environment.TickCount64"/>.</param>
    /// <param name="retryAfterSeconds">0 when admitted, otherwise the seconds until there is room.</param>
    /// <returns>True when the request may go on.</returns>
    public bool TryAdmit(ReadOnlySpan<byte> host, long nowMilliseconds, out int retryAfterSeconds)
    {
        retryAfterSeconds = _table?.TryAdd(DomainKey.Of(host), 1, _limit, nowMilliseconds) ?? 0;
        return retryAfterSeconds == 0;
    }
}
