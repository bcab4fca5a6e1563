using Pipelock.Config.Options;

namespace Pipelock.Policy.Sessions;

/// <summary>Told what becomes of sessions, for log and metrics. Called under the session's lock: return at
/// once.</summary>
public interface ISessionObserver
{
    /// <summary>A session did what sessions do not usually do.</summary>
    void Anomaly(Session session, SessionSignal signal, string detail);

    /// <summary>A session's level rose or fell.</summary>
    void Escalated(Session session, SessionLevel from, SessionLevel to, double score);

    /// <summary>A session's level turned a milder verdict into a block.</summary>
    void Upgraded(Session session, Verdict from, string scanner);

    /// <summary>A session's quarantine changed.</summary>
    void Quarantined(Session session, AirlockTier from, AirlockTier to, string trigger);

    /// <summary>Quarantine refused something.</summary>
    void Denied(Session session, AirlockTier tier, SessionActivity activity);

    /// <summary>A session was forgotten to make room for another.</summary>
    void Evicted();
}
