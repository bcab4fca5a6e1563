using Pipelock.Config.Options;

namespace Pipelock.Transport;

/// <summary>How long each step may take, in milliseconds. Immutable.</summary>
/// <remarks>Enforced by the heartbeat, up to half a second late.</remarks>
public sealed record ProxyTimeouts
{
    /// <summary>A head whose first byte has come must be complete within this time.</summary>
    public long RequestHead { get; init; } = 10_000;

    /// <summary>A connection may wait for its next request as long.</summary>
    public long KeepAlive { get; init; } = 120_000;

    /// <summary>A request body may pause as long.</summary>
    public long BodyIdle { get; init; } = 60_000;

    /// <summary>An origin may take as long until its head is complete.</summary>
    public long ResponseHead { get; init; } = 30_000;

    /// <summary>A response or tunnel may pause as long.</summary>
    public long Idle { get; init; } = 120_000;

    /// <summary>A tunnel may live as long.</summary>
    public long TunnelLifetime { get; init; } = 300_000;

    /// <summary>A client hello that has begun must be complete within this time.</summary>
    public long ClientHello { get; init; } = 5_000;

    /// <summary>A client may take as long for its TLS handshake, once it has begun.</summary>
    public long ClientHandshake { get; init; } = 30_000;

    /// <summary>An origin may take as long for its TLS handshake.</summary>
    public long OriginHandshake { get; init; } = 15_000;

    /// <summary>The timeouts that <paramref name="options"/> ask for.</summary>
    public static ProxyTimeouts From(PipelockOptions options)
    {
        var forward = options.ForwardProxy;
        var head = forward.ResponseHeaderTimeoutSeconds ?? options.FetchProxy.TimeoutSeconds;
        return new ProxyTimeouts
        {
            ResponseHead = Milliseconds(head, 30),
            Idle = Milliseconds(forward.IdleTimeoutSeconds, 120),
            TunnelLifetime = Milliseconds(forward.MaxTunnelSeconds, 300),
        };
    }

    private static long Milliseconds(int seconds, int whenZero) => (seconds > 0 ? seconds : whenZero) * 1000L;
}
