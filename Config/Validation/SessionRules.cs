using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Sessions: profiles, escalation, quarantine, learned behaviour, the emergency stop.</summary>
internal static class SessionRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        CheckProfiling(options.SessionProfiling, sink);
        CheckAdaptive(options, sink);
        CheckAirlock(options, sink);
        if (options.BehavioralBaseline.Enabled)
        {
            sink.Required(
                "behavioral_baseline.profile_dir",
                options.BehavioralBaseline.ProfileDir,
                "when behavioral_baseline.enabled is true");
            sink.Positive("behavioral_baseline.sensitivity_sigma", options.BehavioralBaseline.SensitivitySigma);
        }

        CheckKillSwitch(options.KillSwitch, sink);
    }

    private static void CheckProfiling(SessionProfilingOptions profiling, ValidationSink sink)
    {
        if (!profiling.Enabled)
            return;
        sink.Positive("session_profiling.domain_burst", profiling.DomainBurst);
        sink.Positive("session_profiling.window_minutes", profiling.WindowMinutes);
        sink.Positive("session_profiling.volume_spike_ratio", profiling.VolumeSpikeRatio);
    }

    private static void CheckAdaptive(PipelockOptions options, ValidationSink sink)
    {
        var adaptive = options.AdaptiveEnforcement;
        sink.Domains("adaptive_enforcement.exempt_domains", adaptive.ExemptDomains);
        EscalationRules.Check("adaptive_enforcement.levels", adaptive.Levels, sink);
        if (!adaptive.Enabled)
            return;
        sink.Require(
            options.SessionProfiling.Enabled,
            "adaptive_enforcement.enabled",
            "requires session_profiling.enabled to be true");
        sink.Positive("adaptive_enforcement.escalation_threshold", adaptive.EscalationThreshold);
    }

    private static void CheckAirlock(PipelockOptions options, ValidationSink sink)
    {
        const string Triggers = "airlock.triggers";
        var triggers = options.Airlock.Triggers;
        sink.Require(
            triggers.OnHigh >= triggers.OnElevated, $"{Triggers}.on_high", "must not be milder than on_elevated");
        sink.Require(
            triggers.OnCritical >= triggers.OnHigh, $"{Triggers}.on_critical", "must not be milder than on_high");
        if (triggers.AnomalyCount > 0)
            sink.Positive($"{Triggers}.anomaly_window_minutes", triggers.AnomalyWindowMinutes);
        if (options.Airlock.Enabled)
        {
            sink.Require(
                options.SessionProfiling.Enabled,
                "airlock.enabled",
                "requires session_profiling.enabled to be true");
        }
    }

    private static void CheckKillSwitch(KillSwitchOptions kill, ValidationSink sink)
    {
        sink.Cidrs("kill_switch.allowlist_ips", kill.AllowlistIps);
        sink.OptionalHostPort("kill_switch.api_listen", kill.ApiListen);
        if (kill.ApiListen.Length > 0)
        {
            sink.Required(
                "kill_switch.api_token",
                kill.ApiToken,
                "when kill_switch.api_listen is set (or PIPELOCK_KILLSWITCH_API_TOKEN in the environment)");
        }
    }
}
