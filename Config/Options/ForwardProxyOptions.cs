using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>HTTP forward proxy and CONNECT tunnels.</summary>
[Summary("HTTP forward proxy and CONNECT tunnels.")]
public sealed record ForwardProxyOptions
{
    /// <summary>Serves HTTP_PROXY and HTTPS_PROXY clients.</summary>
    [Summary("Serves HTTP_PROXY and HTTPS_PROXY clients.")]
    [RestartOnly]
    public bool Enabled { get; init; } = true;

    /// <summary>Longest life of a CONNECT tunnel, in seconds.</summary>
    [Summary("Longest life of a CONNECT tunnel, in seconds.")]
    [Bounds(0, 604800)]
    [RestartOnly]
    public int MaxTunnelSeconds { get; init; } = 300;

    /// <summary>Closes a tunnel or connection on which nothing moved for so many seconds.</summary>
    [Summary("Closes a tunnel or connection on which nothing moved for so many seconds.")]
    [Bounds(0, 604800)]
    [RestartOnly]
    public int IdleTimeoutSeconds { get; init; } = 120;

    /// <summary>Closes a tunnel whose TLS server name is not the CONNECT host.</summary>
    [Summary("Closes a tunnel whose TLS server name is not the CONNECT host.")]
    public bool SniVerification { get; init; } = true;

    /// <summary>Hosts whose WebSocket clients are pointed to /ws.</summary>
    [Summary("Hosts whose WebSocket clients are pointed to /ws.")]
    [Inactive]
    public ImmutableArray<string> RedirectWebsocketHosts { get; init; } = [];

    /// <summary>Ports that CONNECT may reach; empty = all.</summary>
    [Summary("Ports that CONNECT may reach; empty = all.")]
    public ImmutableArray<int> ConnectPorts { get; init; } = [];

    /// <summary>Longest wait for one upstream connection, in seconds.</summary>
    [Summary("Longest wait for one upstream connection, in seconds.")]
    [Bounds(1, 600)]
    [RestartOnly]
    public int ConnectTimeoutSeconds { get; init; } = 10;

    /// <summary>Longest wait for the head of a response, in seconds; unset = fetch_proxy.timeout_seconds.</summary>
    [Summary("Longest wait for the head of a response, in seconds; unset = fetch_proxy.timeout_seconds.")]
    [Bounds(1, 86400)]
    [RestartOnly]
    public int? ResponseHeaderTimeoutSeconds { get; init; }

    /// <summary>How long running exchanges may finish after a stop, in seconds.</summary>
    [Summary("How long running exchanges may finish after a stop, in seconds.")]
    [Bounds(0, 3600)]
    [RestartOnly]
    public int ShutdownGraceSeconds { get; init; } = 5;

    /// <summary>Client connections open at once; more are refused.</summary>
    [Summary("Client connections open at once; more are refused.")]
    [Bounds(1, 1048576)]
    [RestartOnly]
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Who may use the proxy; without users everyone who reaches it.</summary>
    [Summary("Who may use the proxy; without users everyone who reaches it.")]
    public ProxyAuthOptions Auth { get; init; } = new();
}
