namespace Pipelock.Policy.Limits;

/// <summary>Limits the bytes exchanged with one registrable domain per minute (<c>max_data_per_minute</c>).</summary>
/// <remarks>
/// Bytes are recorded as they cross; a new request is refused while the last minute's bytes reach the budget. A
/// running transfer is not cut. The window and its precision are those of <see cref="RateLimiter"/>. Constant memory,
/// no allocation, thread-safe.
/// </remarks>
public sealed class DataBudget
{
    private readonly SlidingWindowTable? _table;
    private readonly long _limit;

    /// <summary>Creates a budget; 0 bytes per minute means that nothing is limited.</summary>
    public DataBudget(long bytesPerMinute)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerMinute);
        _limit = bytesPerMinute;
        _table = bytesPerMinute == 0 ? null : new SlidingWindowTable();
    }

    /// <summary>Bytes per domain and minute; 0 when off.</summary>
    public long Limit => _limit;

    /// <summary>False when nothing is limited.</summary>
    public bool IsOn => _table is not null;

    /// <summary>Asks whether <paramref name="host"/>'s domain has budget left; records nothing.</summary>
    /// <param name="host">The host, in any case, without brackets or port.</param>
    /// <param name="nowMilliseconds">A monotonic clock, for example <see cref="Environment.TickCount64"/>.</param>
    /// <param name="retryAfterSeconds">0 when there is, otherwise the seconds until there is.</param>
    /// <returns>True when the request may go on.</returns>
    public bool HasRoom(ReadOnlySpan<byte> host, long nowMilliseconds, out int retryAfterSeconds)
    {
        retryAfterSeconds = _table?.CheckBelow(DomainKey.Of(host), _limit, nowMilliseconds) ?? 0;
        return retryAfterSeconds == 0;
    }

    /// <summary>Records bytes that crossed, in either direction.</summary>
    /// <param name="host">The host, in any case, without brackets or port.</param>
    /// <param name="bytes">How many; negative values are refused.</param>
    /// <param name="nowMilliseconds">The clock of <see cref="HasRoom"/>.</param>
    public void Record(ReadOnlySpan<byte> host, long bytes, long nowMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (_table is not null && bytes > 0)
            _table.Add(DomainKey.Of(host), bytes, nowMilliseconds);
    }
}
