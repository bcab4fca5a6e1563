using Pipelock.Scanners;

namespace Pipelock.Policy.Sessions;

/// <summary>What is fixed about each signal.</summary>
public static class SessionSignals
{
    /// <summary>Its name in logs, metrics and the interface.</summary>
    public static string Name(this SessionSignal signal) => signal switch
    {
        SessionSignal.Block => "block",
        SessionSignal.NearMiss => "near_miss",
        SessionSignal.DomainBurst => "domain_burst",
        SessionSignal.IpDomainBurst => "ip_domain_burst",
        SessionSignal.VolumeSpike => "volume_spike",
        SessionSignal.EntropyBudget => "entropy_budget",
        SessionSignal.FragmentDlp => "fragment_dlp",
        SessionSignal.Strip => "strip",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "a signal without a name"),
    };

    /// <summary>Its weight.</summary>
    public static double Points(this SessionSignal signal) => signal switch
    {
        SessionSignal.Block or SessionSignal.FragmentDlp or SessionSignal.IpDomainBurst => 3,
        SessionSignal.NearMiss => 1,
        _ => 2,
    };

    /// <summary>What a decision counts as; null for one that says nothing about intentions.</summary>
    /// <remarks>Limits protect a service, a missing entry of an allowlist is a matter of configuration.</remarks>
    public static SessionSignal? Of(in Decision decision) => decision.Cause?.Layer switch
    {
        null or ScanLayer.RateLimit or ScanLayer.DataBudget or ScanLayer.Length or ScanLayer.Allowlist
            or ScanLayer.SessionProfiling or ScanLayer.SessionDeny or ScanLayer.Airlock or ScanLayer.Budget => null,
        ScanLayer.CrossRequest => SessionSignal.FragmentDlp,
        ScanLayer.CrossRequestEntropy => SessionSignal.EntropyBudget,
        _ => decision.IsBlocked ? SessionSignal.Block : SessionSignal.NearMiss,
    };
}
