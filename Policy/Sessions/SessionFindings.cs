using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Sessions;

/// <summary>Words what stands against a session as findings, so that modes and logs treat it as one.</summary>
internal static class SessionFindings
{
    /// <summary>Quarantine does not allow the request.</summary>
    public static Findings Airlock(AirlockTier tier) => One(
        ScanLayer.Airlock, "airlock", "Airlock", $"session is in airlock tier {tier.ToString().ToLowerInvariant()}");

    /// <summary>The session's level refuses everything.</summary>
    public static Findings BlockAll(SessionLevel level) => One(
        ScanLayer.SessionDeny, "session-deny", "Session Deny",
            $"session is at escalation level {level.ToString().ToLowerInvariant()}");

    /// <summary>The session did what sessions do not usually do.</summary>
    public static Findings Anomaly(SessionSignal signal, string detail) => One(
        ScanLayer.SessionProfiling, signal.Name(), "Session Anomaly", $"session anomaly: {detail}");

    /// <summary>The agent has spent its budget.</summary>
    public static Findings Budget(string limit, BlockAction action) => One(
        ScanLayer.Budget, limit, "Agent Budget", $"agent budget exceeded: {limit}",
            warnOnly: action == BlockAction.Warn);

    private static Findings One(ScanLayer layer, string id, string name, string reason, bool warnOnly = false) =>
        new([new Finding(layer, id, name, Severity.High, reason) { Where = "session", WarnOnly = warnOnly }]);
}
