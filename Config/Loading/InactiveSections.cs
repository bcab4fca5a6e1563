using System.Collections.Immutable;
using Pipelock.Config.Binding;
using Pipelock.Config.Options;

namespace Pipelock.Config.Loading;

/// <summary>Which settings this version reads but does not act on, and when that is worth telling.</summary>
/// <remarks>
/// One row per key with <see cref="InactiveAttribute"/>: the test says whether the setting asks for anything. A section
/// that is switched off, or a value that is the default, promises nothing and is not reported.
/// </remarks>
internal static class InactiveSections
{
    private static readonly PipelockOptions s_defaults = new();

    /// <summary>The rows, by key.</summary>
    public static ImmutableArray<(string Key, Func<PipelockOptions, bool> AsksForSomething)> Rows { get; } =
    [
        ("default_agent_identity", o => o.DefaultAgentIdentity.Length > 0),
        ("bind_default_agent_identity", o => o.BindDefaultAgentIdentity),
        ("license_key", o => o.LicenseKey.Length > 0),
        ("license_file", o => o.LicenseFile.Length > 0),
        ("license_public_key", o => o.LicensePublicKey.Length > 0),
        ("agents", o => !o.Agents.IsEmpty),
        ("fetch_proxy.max_response_mb", o => o.FetchProxy.MaxResponseMb != s_defaults.FetchProxy.MaxResponseMb),
        ("fetch_proxy.user_agent", o => o.FetchProxy.UserAgent != s_defaults.FetchProxy.UserAgent),
        ("forward_proxy.redirect_websocket_hosts", o => !o.ForwardProxy.RedirectWebsocketHosts.IsEmpty),
        ("reverse_proxy", o => o.ReverseProxy.Enabled),
        ("transparent_proxy", o => o.TransparentProxy.Enabled),
        ("tls_interception", o => o.TlsInterception.Enabled),
        ("mcp_ws_listener", _ => true),
        (
            "response_scanning.ask_timeout_seconds",
            o => o.ResponseScanning.AskTimeoutSeconds != s_defaults.ResponseScanning.AskTimeoutSeconds
        ),
        ("response_scanning.sse_streaming", o => o.ResponseScanning.SseStreaming.Enabled),
        ("address_protection", o => o.AddressProtection.Enabled),
        ("redaction", o => o.Redaction.Enabled),
        ("git_protection", o => o.GitProtection.Enabled),
        ("rules", _ => true),
        ("a2a_scanning", o => o.A2aScanning.Enabled),
        ("mcp_binary_integrity", o => o.McpBinaryIntegrity.Enabled),
        ("mcp_tool_provenance", o => o.McpToolProvenance.Enabled),
        ("emit", o => o.Emit.Webhook.Url.Length + o.Emit.Syslog.Address.Length + o.Emit.Otlp.Endpoint.Length > 0),
        ("sentry", o => o.Sentry.Enabled && o.Sentry.Dsn.Length > 0),
        ("flight_recorder", o => o.FlightRecorder.Enabled),
        ("mediation_envelope", o => o.MediationEnvelope.Enabled),
        ("session_profiling", o => o.SessionProfiling.Enabled),
        ("adaptive_enforcement", o => o.AdaptiveEnforcement.Enabled),
        ("airlock", o => o.Airlock.Enabled),
        ("behavioral_baseline", o => o.BehavioralBaseline.Enabled),
        (
            "kill_switch",
            o => o.KillSwitch is { Enabled: true } or { SentinelFile.Length: > 0 } or { ApiToken.Length: > 0 }
        ),
        ("taint", o => o.Taint.Enabled),
        ("file_sentry", o => o.FileSentry.Enabled),
        ("sandbox", o => o.Sandbox.Enabled),
        ("browser_shield", o => o.BrowserShield.Enabled),
        ("media_policy", o => o.MediaPolicy.Enabled),
        ("health_watchdog", o => o.HealthWatchdog.Enabled),
    ];

    /// <summary>What the operator put to use in vain, in the order of the rows.</summary>
    /// <param name="options">What is in effect.</param>
    /// <param name="keys">What the file sets.</param>
    public static ImmutableArray<string> Find(PipelockOptions options, KeyLocations keys) =>
        [.. Rows.Where(row => keys.IsSet(row.Key) && row.AsksForSomething(options)).Select(row => row.Key)];
}
