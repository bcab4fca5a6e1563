using System.Buffers;

namespace Pipelock.Scanners.Hyperscan;

/// <summary>
/// All matches of one block scan: from the caller's stack, or from a pool when they do not fit there.
/// </summary>
/// <remarks>
/// A full list must not hide what follows it, so the scan is repeated with a larger one; the number of matches is
/// bounded by the length of the text times the number of expressions, and honest text has next to none.
/// </remarks>
internal ref struct CompleteScan
{
    private const int FirstPooled = 1024;
    private const int Growth = 8;
    private HyperscanMatch[]? _pooled;

    /// <summary>Scans <paramref name="text"/>; <paramref name="stack"/> serves nearly always.</summary>
    public CompleteScan(HyperscanDatabase database, ReadOnlySpan<byte> text, Span<HyperscanMatch> stack)
    {
        var outcome = database.Scan(text, stack, out var count);
        Matches = stack[..count];
        for (var size = FirstPooled; outcome == HyperscanOutcome.Full; size = checked(size * Growth))
        {
            Dispose();
            _pooled = ArrayPool<HyperscanMatch>.Shared.Rent(size);
            outcome = database.Scan(text, _pooled, out count);
            Matches = _pooled.AsSpan(0, count);
        }
    }

    /// <summary>The matches, in the order of their ends.</summary>
    public ReadOnlySpan<HyperscanMatch> Matches { get; }

    /// <summary>Gives pooled memory back.</summary>
    public void Dispose()
    {
        if (_pooled is not { } pooled)
            return;
        _pooled = null;
        ArrayPool<HyperscanMatch>.Shared.Return(pooled);
    }
}
