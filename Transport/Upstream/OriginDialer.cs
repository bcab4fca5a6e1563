using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Transport.Timing;

namespace Pipelock.Transport.Upstream;

/// <summary>
/// Gets a connection to an origin: resolve, check every address, take a pooled connection or open one.
/// </summary>
/// <remarks>
/// The addresses that were checked are the addresses connected to; nothing is resolved twice. Where a parent proxy
/// serves the host, it resolves the name, and only literal addresses can be checked here. Thread-safe.
/// </remarks>
public sealed class OriginDialer(
    AddressResolver resolver,
    UpstreamConnector connector,
    UpstreamPool pool,
    Heartbeat heartbeat,
    ParentProxy? parent)
{
    /// <summary>The listeners of this process, which are not connected to.</summary>
    public OwnListeners Own { get; } = new();

    /// <summary>The parent proxy that requests for <paramref name="host"/> go through, or null for none.</summary>
    public ParentProxy? ParentFor(ReadOnlySpan<byte> host) => parent is null || parent.Bypasses(host) ? null : parent;

    /// <summary>Takes a pooled connection to <paramref name="host"/> when its checked addresses are known.</summary>
    /// <remarks>The way of nearly every request: completes at once and allocates nothing.</remarks>
    public UpstreamConnection? TakePooled(ReadOnlySpan<byte> host, int port, PolicySnapshot policy, bool repeatable)
    {
        var via = ParentFor(host);
        if (!resolver.TryGetCached(via is null ? host : via.HostBytes, heartbeat.Now, out var resolved)) return null;
        if (via is null && !AllAllowed(resolved, policy)) return null;
        foreach (var address in resolved.Addresses)
        {
            var key = UpstreamKey.Of(address, via?.Port ?? port);
            if (pool.Take(key, Environment.TickCount64, repeatable) is { } connection) return connection;
        }

        return null;
    }

    /// <summary>Resolves <paramref name="host"/>, checks it, and opens a new connection.</summary>
    /// <param name="host">The host name or literal, without brackets.</param>
    /// <param name="hostBytes">The same as bytes.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="surface">What the decision about a refused address speaks of.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="stop">The client left.</param>
    public async Task<DialResult> DialAsync(
        string host,
        ReadOnlyMemory<byte> hostBytes,
        int port,
        Surface surface,
        PolicySnapshot policy,
        CancellationToken stop)
    {
        var via = ParentFor(hostBytes.Span);
        var resolved = await ResolveAsync(via?.Host ?? host).ConfigureAwait(false);
        Decision decision = default;
        if (via is null)
        {
            if (resolved.Addresses.Any(address => Own.Contains(address, port)))
                return new DialResult { Status = DialStatus.Refused, Decision = OwnListeners.Refusal(surface) };
            decision = Check(resolved, hostBytes.Span, surface, policy);
            if (decision.IsBlocked) return new DialResult { Status = DialStatus.Refused, Decision = decision };
        }

        if (resolved.Failed) return new DialResult { Status = DialStatus.Unresolvable, Decision = decision };
        var result = await connector.ConnectAsync(resolved.Addresses, via?.Port ?? port, stop).ConfigureAwait(false);
        return new DialResult
        {
            Status = result.Outcome switch
            {
                ConnectOutcome.Connected => DialStatus.Connected,
                ConnectOutcome.TimedOut => DialStatus.TimedOut,
                _ => DialStatus.Unreachable,
            },
            Connection = result.Connection,
            Decision = decision,
        };
    }

    private Task<ResolvedHost> ResolveAsync(string host)
    {
        Span<byte> bytes = stackalloc byte[256];
        return host.Length <= bytes.Length
            && System.Text.Encoding.ASCII.TryGetBytes(host, bytes, out var length)
            && resolver.TryGetCached(bytes[..length], Environment.TickCount64, out var cached)
                ? Task.FromResult(cached)
                : resolver.ResolveAsync(host);
    }

    private static bool AllAllowed(ResolvedHost resolved, PolicySnapshot policy)
    {
        foreach (var address in resolved.Addresses)
        {
            if (policy.Addresses.Check(address, resolved.Host) is not null) return false;
        }

        return resolved.Addresses.Length > 0;
    }

    /// <summary>
    /// One internal address among several is enough: which one gets connected to is a matter of luck.
    /// </summary>
    private static Decision Check(
        ResolvedHost resolved, ReadOnlySpan<byte> host, Surface surface, PolicySnapshot policy)
    {
        foreach (var address in resolved.Addresses)
        {
            if (policy.Addresses.Check(address, resolved.Host) is not { } finding) continue;
            var context = new DecisionContext { Host = host, Address = address };
            return policy.Decide(new Scanners.Findings([finding]), surface, context);
        }

        return default;
    }
}
