using System.Text;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Records;

/// <summary>The table of what is fixed about each event.</summary>
internal static class EventFacts
{
    private static readonly EventFact[] s_table = [.. Enum.GetValues<EventKind>().Select(Describe)];

    /// <summary>The facts of <paramref name="kind"/>; every member of the enum has an entry.</summary>
    public static EventFact Of(EventKind kind) => s_table[(int)kind];

    private static EventFact Describe(EventKind kind) => kind switch
    {
        EventKind.Allowed => New("allowed", "info", "request allowed", EventGate.Allowed),
        EventKind.Blocked => New("blocked", "warn", "request blocked", EventGate.Blocked),
        EventKind.Error => New("error", "error", "request failed"),
        EventKind.Anomaly => New("anomaly", "warn", "anomaly detected"),
        EventKind.ForwardHttp => New("forward_http", "info", "forward proxy request", EventGate.Allowed),
        EventKind.TunnelOpen => New("tunnel_open", "info", "tunnel opened", EventGate.Allowed),
        EventKind.TunnelClose => New("tunnel_close", "info", "tunnel closed", EventGate.Allowed),
        EventKind.SniMismatch => New("sni_mismatch", "warn", "TLS handshake does not match the tunnel"),
        EventKind.HeaderDlp => New("header_dlp", "warn", "request header DLP scan hit"),
        EventKind.BodyDlp => New("body_dlp", "warn", "request body DLP scan hit"),
        EventKind.AddressProtection => New("address_protection", "warn", "payment address that is not allowed"),
        EventKind.CrossRequestDlpMatch => New("cross_request_dlp_match", "warn", "secret over several requests"),
        EventKind.CrossRequestEntropyExceeded =>
            New("cross_request_entropy_exceeded", "warn", "entropy budget of a session exceeded"),
        EventKind.ResponseScan => New("response_scan", "warn", "response injection scan hit"),
        EventKind.DlpWarn => New("dlp_warn", "warn", "DLP pattern matched (warn only)"),
        EventKind.WsOpen => New("ws_open", "info", "WebSocket opened", EventGate.Allowed),
        EventKind.WsClose => New("ws_close", "info", "WebSocket closed", EventGate.Allowed),
        EventKind.WsBlocked => New("ws_blocked", "warn", "WebSocket blocked", EventGate.Blocked),
        EventKind.WsScan => New("ws_scan", "warn", "WebSocket scan hit"),
        EventKind.Startup => New("startup", "info", "pipelock started"),
        EventKind.Shutdown => New("shutdown", "info", "pipelock stopping"),
        EventKind.ConfigReload => New("config_reload", "info", "configuration reloaded"),
        EventKind.KillSwitch => New("kill_switch", "warn", "kill switch changed"),
        EventKind.KillSwitchDeny => New("kill_switch_deny", "info", "request denied: kill switch active"),
        EventKind.SessionAnomaly => New("session_anomaly", "warn", "session anomaly detected"),
        EventKind.AdaptiveEscalation => New("adaptive_escalation", "warn", "session escalation changed"),
        EventKind.AdaptiveUpgrade => New("adaptive_upgrade", "warn", "action upgraded by session escalation"),
        EventKind.AirlockEnter => New("airlock_enter", "warn", "session entered airlock"),
        EventKind.AirlockDeny => New("airlock_deny", "warn", "request denied by airlock"),
        EventKind.AirlockDeescalate => New("airlock_deescalate", "info", "airlock eased"),
        EventKind.SessionAdmin => New("session_admin", "info", "session administration"),
        EventKind.AgentListener => New("agent_listener", "info", "agent listener started"),
        EventKind.ChainDetection => New("chain_detection", "warn", "tool call chain detected"),
        EventKind.McpUnknownTool => New("mcp_unknown_tool", "warn", "call of a tool that was never listed"),
        EventKind.ToolRedirect => New("tool_redirect", "info", "tool call redirected"),
        EventKind.MediaExposure => New("media_exposure", "warn", "media in an answer"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "an event without facts"),
    };

    private static EventFact New(string name, string level, string message, EventGate gate = EventGate.Always) =>
        new(level, message, gate, Severity(name, level)) { Name = Encoding.ASCII.GetBytes(name) };

    /// <summary>As bad as its level, but for what an operator wants to be woken for.</summary>
    private static EventSeverity Severity(string name, string level) => name switch
    {
        "kill_switch" or "kill_switch_deny" or "adaptive_upgrade" => EventSeverity.Critical,
        _ => level == "info" ? EventSeverity.Info : EventSeverity.Warn,
    };
}
