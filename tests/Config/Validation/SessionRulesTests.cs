namespace Pipelock.Config.Tests.Validation;

public class SessionRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "session_profiling: {enabled: true, domain_burst: 0}", "session_profiling.domain_burst", "greater than 0" },
        {
            "session_profiling: {enabled: true, window_minutes: 0}",
            "session_profiling.window_minutes",
            "greater than 0"
        },
        {
            "session_profiling: {enabled: true, volume_spike_ratio: 0}",
            "session_profiling.volume_spike_ratio",
            "greater than 0"
        },
        { "session_profiling: {max_sessions: 0}", "session_profiling.max_sessions", "1" },
        { "session_profiling: {session_ttl_minutes: 0}", "session_profiling.session_ttl_minutes", "1" },
        { "session_profiling: {cleanup_interval_seconds: 0}", "session_profiling.cleanup_interval_seconds", "1" },
        { "session_profiling: {anomaly_action: ask}", "session_profiling.anomaly_action", "warn" },
        { "adaptive_enforcement: {enabled: true}", "adaptive_enforcement.enabled", "session_profiling.enabled" },
        {
            "session_profiling: {enabled: true}\nadaptive_enforcement: {enabled: true, escalation_threshold: 0}",
            "adaptive_enforcement.escalation_threshold",
            "greater than 0"
        },
        { "adaptive_enforcement: {decay_per_clean_request: -1}", "adaptive_enforcement.decay_per_clean_request", "0" },
        {
            "adaptive_enforcement: {levels: {high: {upgrade_warn: ''}}}",
            "adaptive_enforcement.levels.high.upgrade_warn",
            "milder than at level elevated"
        },
        {
            "adaptive_enforcement: {levels: {high: {upgrade_warn: '', block_all: true}}}",
            "adaptive_enforcement.levels.high.upgrade_warn",
            "milder than at level elevated"
        },
        {
            "adaptive_enforcement: {levels: {critical: {upgrade_ask: '', block_all: false}}}",
            "adaptive_enforcement.levels.critical.upgrade_ask",
            "milder than at level high"
        },
        {
            "adaptive_enforcement: {levels: {elevated: {block_all: true}}}",
            "adaptive_enforcement.levels.high.block_all",
            "milder than at level elevated"
        },
        {
            "adaptive_enforcement: {levels: {high: {upgrade_warn: ask}}}",
            "adaptive_enforcement.levels.high.upgrade_warn",
            "block"
        },
        { "airlock: {enabled: true}", "airlock.enabled", "session_profiling.enabled" },
        { "airlock: {triggers: {on_elevated: hard}}", "airlock.triggers.on_high", "milder than on_elevated" },
        { "airlock: {triggers: {on_critical: none}}", "airlock.triggers.on_critical", "milder than on_high" },
        { "airlock: {triggers: {on_severity: medium}}", "airlock.triggers.on_severity", "high" },
        {
            "airlock: {triggers: {anomaly_count: 3, anomaly_window_minutes: 0}}",
            "airlock.triggers.anomaly_window_minutes",
            "greater than 0"
        },
        { "airlock: {timers: {soft_minutes: -1}}", "airlock.timers.soft_minutes", "0" },
        { "behavioral_baseline: {enabled: true}", "behavioral_baseline.profile_dir", "is required when" },
        { "behavioral_baseline: {deviation_action: strip}", "behavioral_baseline.deviation_action", "ask" },
        { "behavioral_baseline: {seasonality_mode: weekly}", "behavioral_baseline.seasonality_mode", "labeled" },
        { "kill_switch: {api_listen: ':9091'}", "kill_switch.api_token", "is required when" },
        { "kill_switch: {api_listen: nowhere, api_token: t}", "kill_switch.api_listen", "host:port" },
        { "kill_switch: {allowlist_ips: [10.0.0.1]}", "kill_switch.allowlist_ips[0]", "address range" },
    };

    public static TheoryData<string> Accepted =>
    [
        "session_profiling: {enabled: true}\nadaptive_enforcement: {enabled: true, levels: {elevated: " +
            "{upgrade_ask: block}}}",
        "session_profiling: {enabled: true}\nairlock: {enabled: true, triggers: {on_elevated: none, on_high: " +
            "none, on_critical: drain, on_severity: critical}}",
        "adaptive_enforcement: {levels: {high: {block_all: true}, critical: {upgrade_warn: '', upgrade_ask: ''}}}",
        "adaptive_enforcement: {levels: {elevated: {upgrade_warn: ''}, high: {upgrade_warn: ''}}}",
        "airlock: {triggers: {on_severity: ''}}",
        "kill_switch: {api_listen: ':9091', api_token: t, allowlist_ips: [10.0.0.1/32]}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
