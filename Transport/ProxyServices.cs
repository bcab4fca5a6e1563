using Pipelock.Config.Options;
using Pipelock.Policy;
using Pipelock.Policy.Approvals;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Sessions;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport;

/// <summary>What every connection of one proxy shares. Thread-safe.</summary>
public sealed class ProxyServices
{
    private long _requests;
    private int _tunnels;

    /// <summary>The policy in force.</summary>
    public required PolicyHolder Policies { get; init; }

    /// <summary>Log and metrics.</summary>
    public required ExchangeJournal Journal { get; init; }

    /// <summary>The clock of all timeouts.</summary>
    public required Heartbeat Heartbeat { get; init; }

    /// <summary>Gets connections to origins.</summary>
    public required OriginDialer Dialer { get; init; }

    /// <summary>Keeps them.</summary>
    public required UpstreamPool Pool { get; init; }

    /// <summary>Who origins have to be, and whose TLS is opened.</summary>
    public TlsHolder Tls { get; init; } = new(TlsState.WithoutInterception);

    /// <summary>How long each step may take.</summary>
    public required ProxyTimeouts Timeouts { get; init; }

    /// <summary>The emergency stop.</summary>
    public KillSwitch KillSwitch { get; init; } = new(new KillSwitchOptions());

    /// <summary>The questions to the operator.</summary>
    public ApprovalQueue Approvals { get; init; } = new(TimeProvider.System);

    /// <summary>The sessions.</summary>
    public SessionRegistry Sessions { get; init; } = new(new UnobservedSessions());

    /// <summary>Counts the WebSockets that are open.</summary>
    public WebSocketSlots WebSockets { get; } = new();

    /// <summary>Knows the users of the proxy.</summary>
    public ProxyAuthentication Authentication { get; } = new();

    /// <summary>Tunnels that may be open at once.</summary>
    public int MaxTunnels { get; init; } = 1024;

    /// <summary>The number of the next request.</summary>
    public long NextRequestId() => Interlocked.Increment(ref _requests);

    /// <summary>Takes room for one more tunnel, if there is any; give it back with <see cref="LeaveTunnel"/>.</summary>
    public bool TryEnterTunnel()
    {
        if (Interlocked.Increment(ref _tunnels) <= MaxTunnels) return true;
        Interlocked.Decrement(ref _tunnels);
        return false;
    }

    /// <summary>A tunnel ended.</summary>
    public void LeaveTunnel() => Interlocked.Decrement(ref _tunnels);
}
