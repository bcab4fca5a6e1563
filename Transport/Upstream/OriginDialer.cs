using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Tls.Origins;
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
    /// <param name="host">The host name or literal, without brackets.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="identity">Who has to be at the other end of its TLS; null for a connection in clear.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="repeatable">The request may be sent again.</param>
    public UpstreamConnection? TakePooled(
        ReadOnlySpan<byte> host, int port, OriginIdentity? identity, PolicySnapshot policy, bool repeatable)
    {
        var via = ParentFor(host);
        if (!resolver.TryGetCached(via is null ? host : via.HostBytes, heartbeat.Now, out var resolved)) return null;
        if (via is null && !AllAllowed(resolved, policy)) return null;
        return Take(resolved, via?.Port ?? port, identity, repeatable);
    }

    /// <summary>Resolves the host of <paramref name="place"/>, checks it, and opens a new connection.</summary>
    /// <param name="place">Where to.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="stop">The client left.</param>
    public async Task<DialResult> DialAsync(DialPlace place, PolicySnapshot policy, CancellationToken stop)
    {
        var via = ParentFor(place.HostBytes.Span);
        var resolved = await ResolveAsync(via?.Host ?? place.Host).ConfigureAwait(false);
        var refused = Refusal(resolved, via, place, policy, out var decision);
        if (refused is not null) return refused.Value;
        var port = via?.Port ?? place.Port;
        return Outcome(await connector.ConnectAsync(resolved.Addresses, port, stop).ConfigureAwait(false), decision);
    }

    /// <summary>Takes a pooled connection to a host that the operator named; its addresses are not checked.</summary>
    /// <param name="host">The host name or literal, without brackets.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="identity">Who has to be at the other end of its TLS; null for a connection in clear.</param>
    /// <param name="repeatable">The request may be sent again.</param>
    public UpstreamConnection? TakePooledTrusted(
        ReadOnlySpan<byte> host, int port, OriginIdentity? identity, bool repeatable) =>
        resolver.TryGetCached(host, heartbeat.Now, out var resolved)
            ? Take(resolved, port, identity, repeatable) : null;

    /// <summary>Opens a connection to a host that the operator named; its addresses are not checked.</summary>
    public async Task<DialResult> DialTrustedAsync(string host, int port, CancellationToken stop)
    {
        var resolved = await ResolveAsync(host).ConfigureAwait(false);
        if (resolved.Failed) return new DialResult { Status = DialStatus.Unresolvable };
        return Outcome(await connector.ConnectAsync(resolved.Addresses, port, stop).ConfigureAwait(false), default);
    }

    private UpstreamConnection? Take(ResolvedHost resolved, int port, OriginIdentity? identity, bool repeatable)
    {
        foreach (var address in resolved.Addresses)
        {
            var key = UpstreamKey.Of(address, port, identity);
            if (pool.Take(key, Environment.TickCount64, repeatable) is { } connection) return connection;
        }

        return null;
    }

    private static DialResult Outcome(in ConnectResult result, in Decision decision) => new()
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

    /// <summary>Resolves the host of <paramref name="place"/> and checks it, without connecting to anybody.</summary>
    /// <returns>Null when it may be dialled; else why not.</returns>
    public async Task<DialResult?> CheckAsync(DialPlace place, PolicySnapshot policy)
    {
        var via = ParentFor(place.HostBytes.Span);
        var resolved = await ResolveAsync(via?.Host ?? place.Host).ConfigureAwait(false);
        return Refusal(resolved, via, place, policy, out _);
    }

    private DialResult? Refusal(
        ResolvedHost resolved,
        ParentProxy? via,
        DialPlace place,
        PolicySnapshot policy,
        out Decision decision)
    {
        var isOwn = via is null && resolved.Addresses.Any(address => Own.Contains(address, place.Port));
        decision = isOwn ? OwnListeners.Refusal(place.Surface)
            : via is null ? Check(resolved, place.HostBytes.Span, place.Surface, policy) : default;
        if (decision.IsBlocked) return new DialResult { Status = DialStatus.Refused, Decision = decision };
        return resolved.Failed ? new DialResult { Status = DialStatus.Unresolvable, Decision = decision } : null;
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
