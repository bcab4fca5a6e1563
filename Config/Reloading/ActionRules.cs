using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Settings with an order: to move one down is to protect less.</summary>
internal static class ActionRules
{
    /// <summary>A setting and its place in the order; null where the setting does not count.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Rank">Higher protects more.</param>
    internal sealed record Row(string Key, Func<PipelockOptions, double?> Rank)
    {
        /// <summary>The sentence about a step down; null for none.</summary>
        public string? Compare(PipelockOptions before, PipelockOptions after) =>
            Rank(before) is { } was && Rank(after) is { } now && now < was ? $"{Key}: made milder" : null;
    }

    /// <summary>The settings.</summary>
    public static ImmutableArray<Row> Rows { get; } =
    [
        new("mode", o => o.Mode switch { Mode.Strict => 2, Mode.Balanced => 1, _ => 0 }),
        new("request_body_scanning.action", o => o.RequestBodyScanning.Enabled ? Block(
            o, o.RequestBodyScanning.Action) : null),
        new("request_body_scanning.header_mode", o => o.RequestBodyScanning.HeaderMode == HeaderMode.All ? 1 : 0),
        new("response_scanning.action", o => o.ResponseScanning.Enabled ? Answer(o, o.ResponseScanning.Action) : null),
        new("cross_request_detection.action", o =>
            o.CrossRequestDetection.Enabled ? Block(o, o.CrossRequestDetection.Action) : null),
        new("mcp_input_scanning.action", o => o.McpInputScanning.Enabled ? Block(o, o.McpInputScanning.Action) : null),
        new("mcp_input_scanning.on_parse_error", o =>
            o.McpInputScanning.Enabled ? (o.McpInputScanning.OnParseError == ParseErrorAction.Block ? 1 : 0) : null),
        new("mcp_tool_scanning.action", o => o.McpToolScanning.Enabled ? Block(o, o.McpToolScanning.Action) : null),
        new("mcp_tool_policy.rules", o => o.McpToolPolicy.Enabled ? o.McpToolPolicy.Rules.Length : null),
        new("tool_chain_detection.action", o => o.ToolChainDetection.Enabled ? Block(
            o, o.ToolChainDetection.Action) : null),
        new("a2a_scanning.action", o => o.A2aScanning.Enabled ? Block(o, o.A2aScanning.Action) : null),
        new("address_protection.action", o => o.AddressProtection.Enabled ? Block(
            o, o.AddressProtection.Action) : null),
        new("seed_phrase_detection.min_words",
            o => o.SeedPhraseDetection.Enabled ? -o.SeedPhraseDetection.MinWords : null),
        new("session_profiling.anomaly_action", o =>
            o.SessionProfiling.Enabled ? (o.SessionProfiling.AnomalyAction == BlockAction.Block ? 1 : 0) : null),
        new("adaptive_enforcement.escalation_threshold", o =>
            o.AdaptiveEnforcement.Enabled ? -o.AdaptiveEnforcement.EscalationThreshold : null),
        new("adaptive_enforcement.levels.elevated",
            o => o.AdaptiveEnforcement is { Enabled: true, Levels.Elevated: var level }
            ? Level(level.UpgradeWarn, level.UpgradeAsk, level.BlockAll) : null),
        new("adaptive_enforcement.levels.high", o => o.AdaptiveEnforcement is { Enabled: true, Levels.High: var level }
            ? Level(level.UpgradeWarn, level.UpgradeAsk, level.BlockAll) : null),
        new("adaptive_enforcement.levels.critical",
            o => o.AdaptiveEnforcement is { Enabled: true, Levels.Critical: var level }
            ? Level(level.UpgradeWarn, level.UpgradeAsk, level.BlockAll) : null),
        new("airlock.triggers.on_elevated", o => o.Airlock.Enabled ? (int)o.Airlock.Triggers.OnElevated : null),
        new("airlock.triggers.on_high", o => o.Airlock.Enabled ? (int)o.Airlock.Triggers.OnHigh : null),
        new("airlock.triggers.on_critical", o => o.Airlock.Enabled ? (int)o.Airlock.Triggers.OnCritical : null),
        new("taint.policy", o => o.Taint.Enabled ? -(int)o.Taint.Policy : null),
        new("fetch_proxy.monitoring.entropy_threshold", o => -o.FetchProxy.Monitoring.EntropyThreshold),
    ];

    /// <summary>An action that is not set is decided by the mode: it stands between the two.</summary>
    private static double Block(PipelockOptions options, BlockAction? action) =>
        action switch { BlockAction.Block => 1, null => options.Mode == Mode.Audit ? 0 : 0.5, _ => 0 };

    private static double Answer(PipelockOptions options, ResponseAction? action) =>
        action switch { ResponseAction.Warn => 0, null => options.Mode == Mode.Audit ? 0 : 0.5, _ => 1 };

    private static double Level(EscalatedAction warn, EscalatedAction ask, bool blockAll) =>
        (blockAll ? 4 : 0) + (warn == EscalatedAction.Block ? 2 : 0) + (ask == EscalatedAction.Block ? 1 : 0);
}
