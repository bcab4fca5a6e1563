using System.Collections.Concurrent;

namespace Pipelock.Tls.Leaves;

/// <summary>
/// Keeps minted certificates by host: bounded, the oldest goes first, each is minted once. Thread-safe.
/// </summary>
/// <remarks>All leaves live equally long, so the oldest is also the next to expire.</remarks>
/// <param name="factory">Mints.</param>
/// <param name="capacity">Certificates kept at most.</param>
/// <param name="clock">Says what time it is.</param>
public sealed class LeafCache(LeafFactory factory, int capacity, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Lazy<LeafCertificate>> _leaves = new(
        StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<(string Host, Lazy<LeafCertificate> Leaf)> _byAge = new();
    private long _minted;

    /// <summary>Certificates kept now.</summary>
    public int Count => _leaves.Count;

    /// <summary>Certificates minted so far.</summary>
    public long Minted => Volatile.Read(ref _minted);

    /// <summary>The certificate of <paramref name="host"/>, minted now if there is none that is good.</summary>
    /// <remarks>Callers that ask at once for a new host wait for the one that mints: less than a millisecond.</remarks>
    /// <param name="host">A name in ASCII, or an address without brackets.</param>
    public LeafCertificate Get(string host)
    {
        if (host.EndsWith('.')) host = host[..^1];
        while (true)
        {
            if (!_leaves.TryGetValue(host, out var leaf)) leaf = Add(host);
            if (leaf.Value.RenewAt > clock.GetUtcNow()) return leaf.Value;
            var renewed = New(host);
            if (_leaves.TryUpdate(host, renewed, leaf)) _byAge.Enqueue((host, renewed));
            // A leaf that is born too old (the authority is about to expire) still serves once.
            if (_leaves.TryGetValue(host, out var current)) return current.Value;
        }
    }

    private Lazy<LeafCertificate> Add(string host)
    {
        var mine = New(host);
        var leaf = _leaves.GetOrAdd(host, mine);
        if (!ReferenceEquals(leaf, mine)) return leaf;
        _byAge.Enqueue((host, mine));
        while (_leaves.Count > capacity && _byAge.TryDequeue(out var oldest))
            _leaves.TryRemove(new KeyValuePair<string, Lazy<LeafCertificate>>(oldest.Host, oldest.Leaf));
        return leaf;
    }

    private Lazy<LeafCertificate> New(string host) => new(() =>
    {
        Interlocked.Increment(ref _minted);
        return factory.Mint(host.ToLowerInvariant());
    });
}
