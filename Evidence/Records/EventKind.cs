namespace Pipelock.Evidence.Records;

/// <summary>The events that have a log line; a member's name in snake case is the event's name in the log.</summary>
internal enum EventKind : byte
{
    /// <summary>A fetched page was let through.</summary>
    Allowed,

    /// <summary>A request was refused because of its URL, its destination or a limit.</summary>
    Blocked,

    /// <summary>An exchange failed for a technical reason.</summary>
    Error,

    /// <summary>Something was found that the mode does not block.</summary>
    Anomaly,

    /// <summary>A request was forwarded.</summary>
    ForwardHttp,

    /// <summary>A CONNECT tunnel was opened.</summary>
    TunnelOpen,

    /// <summary>A CONNECT tunnel was closed.</summary>
    TunnelClose,

    /// <summary>The TLS handshake in a tunnel named another host.</summary>
    SniMismatch,

    /// <summary>A secret stood in a request header.</summary>
    HeaderDlp,

    /// <summary>A secret stood in a request body.</summary>
    BodyDlp,

    /// <summary>A payment address that is not allowed was to be sent.</summary>
    AddressProtection,

    /// <summary>A secret was put together from the pieces of several requests.</summary>
    CrossRequestDlpMatch,

    /// <summary>A session sent more random-looking data than it may.</summary>
    CrossRequestEntropyExceeded,

    /// <summary>A response carries what looks like injected instructions, and passed.</summary>
    ResponseScan,

    /// <summary>A pattern that only informs matched.</summary>
    DlpWarn,

    /// <summary>A WebSocket connection was opened.</summary>
    WsOpen,

    /// <summary>A WebSocket connection was closed.</summary>
    WsClose,

    /// <summary>A WebSocket connection was refused or ended by the proxy.</summary>
    WsBlocked,

    /// <summary>Something was found in a WebSocket message.</summary>
    WsScan,

    /// <summary>The program started.</summary>
    Startup,

    /// <summary>The program stops.</summary>
    Shutdown,

    /// <summary>The configuration was read again.</summary>
    ConfigReload,

    /// <summary>The kill switch was turned on or off.</summary>
    KillSwitch,

    /// <summary>A request was refused, or what was under way ended, because all traffic is stopped.</summary>
    KillSwitchDeny,

    /// <summary>A session did what sessions do not usually do.</summary>
    SessionAnomaly,

    /// <summary>A session rose or fell by one level of escalation.</summary>
    AdaptiveEscalation,

    /// <summary>The level of a session turned a warning into a block.</summary>
    AdaptiveUpgrade,

    /// <summary>A session was put in quarantine.</summary>
    AirlockEnter,

    /// <summary>A request was refused because its session is in quarantine.</summary>
    AirlockDeny,

    /// <summary>A session's quarantine was eased.</summary>
    AirlockDeescalate,

    /// <summary>Somebody looked at sessions, or changed one.</summary>
    SessionAdmin,

    /// <summary>A listener of one agent was opened.</summary>
    AgentListener,

    /// <summary>Tool calls formed a sequence that should not happen.</summary>
    ChainDetection,

    /// <summary>A tool was called that the server never listed.</summary>
    McpUnknownTool,

    /// <summary>A tool call was answered by a program of the operator.</summary>
    ToolRedirect,

    /// <summary>An answer had an image, a sound or a film in it.</summary>
    MediaExposure,
}
