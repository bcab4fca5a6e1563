using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Transport.Upstream;

/// <summary>
/// Turns host names into addresses: bounded cache, one lookup at a time per name, a deadline for each.
/// </summary>
/// <remarks>
/// The caller connects to the addresses of the same <see cref="ResolvedHost"/> that it checked, so nothing can change
/// between check and connect. A cache hit allocates nothing and completes at once. Thread-safe.
/// </remarks>
public sealed class AddressResolver
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookup;
    private readonly ResolverLimits _limits;
    private readonly Action<ResolvedHost>? _observe;
    private readonly ConcurrentDictionary<string, ResolvedHost> _cache = new(HostBytesComparer.Instance);
    private readonly ConcurrentDictionary<string, Task<ResolvedHost>> _inFlight = new(HostBytesComparer.Instance);

    /// <summary>Makes a resolver over the operating system's name service.</summary>
    /// <param name="limits">Bounds.</param>
    /// <param name="observe">Called once per lookup that was really made; null when nobody counts.</param>
    public AddressResolver(ResolverLimits limits, Action<ResolvedHost>? observe = null)
        : this(limits, observe, static (host, stop) => Dns.GetHostAddressesAsync(host, stop))
    {
    }

    /// <summary>Makes a resolver over <paramref name="lookup"/>.</summary>
    internal AddressResolver(
        ResolverLimits limits,
        Action<ResolvedHost>? observe,
        Func<string, CancellationToken, Task<IPAddress[]>> lookup)
    {
        _limits = limits;
        _observe = observe;
        _lookup = lookup;
    }

    /// <summary>Finds a live answer for <paramref name="host"/> without asking anyone.</summary>
    public bool TryGetCached(ReadOnlySpan<byte> host, long now, out ResolvedHost resolved)
    {
        var lookup = _cache.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(host, out var found) && found.ExpiresAt > now)
        {
            resolved = found;
            return true;
        }

        resolved = null!;
        return false;
    }

    /// <summary>Resolves <paramref name="host"/>; callers that ask for a name in flight share its lookup.</summary>
    /// <returns>
    /// The answer; <see cref="ResolvedHost.Failed"/> when there is none within the deadline. Never throws.
    /// </returns>
    public Task<ResolvedHost> ResolveAsync(string host)
    {
        if (HostLiteral.TryParse(Encoding.ASCII.GetBytes(host), out IPAddress literal))
            return Task.FromResult(Literal(host, literal));
        if (_inFlight.TryGetValue(host, out var running)) return running;
        var mine = new TaskCompletionSource<ResolvedHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        running = _inFlight.GetOrAdd(host, mine.Task);
        if (running == mine.Task) _ = LookUpAsync(host, mine);
        return running;
    }

    /// <summary>
    /// A literal is its own answer, in whatever spelling: the system's reading of it is never asked for.
    /// </summary>
    private ResolvedHost Literal(string host, IPAddress address)
    {
        var resolved = new ResolvedHost(host, [address], long.MaxValue);
        Remember(resolved);
        return resolved;
    }

    private async Task LookUpAsync(string host, TaskCompletionSource<ResolvedHost> result)
    {
        var resolved = await AskAsync(host).ConfigureAwait(false);
        Remember(resolved);
        _inFlight.TryRemove(host, out _);
        _observe?.Invoke(resolved);
        result.SetResult(resolved);
    }

    private async Task<ResolvedHost> AskAsync(string host)
    {
        using var deadline = new CancellationTokenSource(_limits.Timeout);
        IPAddress[] addresses;
        try
        {
            // getaddrinfo cannot be cancelled: the wait ends at the deadline, the lookup when it likes.
            addresses = await _lookup(host, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            addresses = [];
        }

        var lifetime = addresses.Length == 0 ? ResolverLimits.FailureLifetime : _limits.Lifetime;
        return new ResolvedHost(host, addresses, Environment.TickCount64 + (long)lifetime.TotalMilliseconds);
    }

    private void Remember(ResolvedHost resolved)
    {
        if (_cache.Count >= _limits.Entries) MakeRoom();
        _cache[resolved.Host] = resolved;
    }

    private void MakeRoom()
    {
        var now = Environment.TickCount64;
        var surplus = _cache.Count - (_limits.Entries * 7 / 8);
        foreach (var (host, resolved) in _cache)
        {
            if (resolved.ExpiresAt <= now || surplus-- > 0) _cache.TryRemove(host, out _);
        }
    }
}
