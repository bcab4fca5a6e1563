using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Protections that are on or off: to switch one off is to protect less.</summary>
internal static class SwitchRules
{
    /// <summary>Key and test. A part within a section counts only while its section is on.</summary>
    public static ImmutableArray<(string Key, Func<PipelockOptions, bool> IsOn)> Rows { get; } =
    [
        ("enforce", o => o.Enforce),
        ("internal", o => !o.Internal.IsEmpty),
        ("forward_proxy.sni_verification", o => o.ForwardProxy.SniVerification),
        ("forward_proxy.auth", o => !o.ForwardProxy.Auth.Users.IsEmpty),
        ("fetch_proxy.monitoring.max_requests_per_minute", o => o.FetchProxy.Monitoring.MaxRequestsPerMinute > 0),
        ("fetch_proxy.monitoring.max_data_per_minute", o => o.FetchProxy.Monitoring.MaxDataPerMinute > 0),
        ("dlp.include_defaults", o => o.Dlp.IncludeDefaults),
        ("dlp.scan_env", o => o.Dlp.ScanEnv),
        ("dlp.secrets_file", o => o.Dlp.SecretsFile.Length > 0),
        ("canary_tokens", o => o.CanaryTokens.Enabled),
        ("request_body_scanning", o => o.RequestBodyScanning.Enabled),
        ("request_body_scanning.scan_headers", o => o.RequestBodyScanning is { Enabled: true, ScanHeaders: true }),
        ("response_scanning", o => o.ResponseScanning.Enabled),
        ("response_scanning.include_defaults", o => o.ResponseScanning is { Enabled: true, IncludeDefaults: true }),
        ("seed_phrase_detection", o => o.SeedPhraseDetection.Enabled),
        ("address_protection", o => o.AddressProtection.Enabled),
        ("cross_request_detection", o => o.CrossRequestDetection.Enabled),
        ("cross_request_detection.entropy_budget",
            o => o.CrossRequestDetection is { Enabled: true, EntropyBudget.Enabled: true }),
        (
            "cross_request_detection.fragment_reassembly",
            o => o.CrossRequestDetection is { Enabled: true, FragmentReassembly.Enabled: true }
        ),
        ("websocket_proxy.scan_text_frames", o => o.WebsocketProxy is { Enabled: true, ScanTextFrames: true }),
        ("tls_interception", o => o.TlsInterception.Enabled),
        ("redaction", o => o.Redaction.Enabled),
        ("git_protection", o => o.GitProtection.Enabled),
        ("mcp_input_scanning", o => o.McpInputScanning.Enabled),
        ("mcp_tool_scanning", o => o.McpToolScanning.Enabled),
        ("mcp_tool_scanning.detect_drift", o => o.McpToolScanning is { Enabled: true, DetectDrift: true }),
        ("mcp_tool_policy", o => o.McpToolPolicy.Enabled),
        ("mcp_session_binding", o => o.McpSessionBinding.Enabled),
        ("tool_chain_detection", o => o.ToolChainDetection.Enabled),
        ("a2a_scanning", o => o.A2aScanning.Enabled),
        ("a2a_scanning.scan_agent_cards", o => o.A2aScanning is { Enabled: true, ScanAgentCards: true }),
        ("a2a_scanning.detect_card_drift", o => o.A2aScanning is { Enabled: true, DetectCardDrift: true }),
        ("a2a_scanning.session_smuggling_detection",
            o => o.A2aScanning is { Enabled: true, SessionSmugglingDetection: true }),
        ("session_profiling", o => o.SessionProfiling.Enabled),
        ("adaptive_enforcement", o => o.AdaptiveEnforcement.Enabled),
        ("airlock", o => o.Airlock.Enabled),
        ("taint", o => o.Taint.Enabled),
        ("kill_switch.sentinel_file", o => o.KillSwitch.SentinelFile.Length > 0),
        ("media_policy", o => o.MediaPolicy.Enabled),
        ("media_policy.strip_audio", o => o.MediaPolicy is { Enabled: true, StripAudio: true }),
        ("media_policy.strip_video", o => o.MediaPolicy is { Enabled: true, StripVideo: true }),
        ("media_policy.strip_images", o => o.MediaPolicy is { Enabled: true, StripImages: true }),
        ("media_policy.strip_image_metadata", o => o.MediaPolicy is { Enabled: true, StripImageMetadata: true }),
        ("mediation_envelope", o => o.MediationEnvelope.Enabled),
        ("mediation_envelope.sign", o => o.MediationEnvelope.Sign),
        ("flight_recorder", o => o.FlightRecorder.Enabled),
        ("emit.webhook", o => o.Emit.Webhook.Url.Length > 0),
        ("emit.syslog", o => o.Emit.Syslog.Address.Length > 0),
        ("emit.otlp", o => o.Emit.Otlp.Endpoint.Length > 0),
    ];
}
