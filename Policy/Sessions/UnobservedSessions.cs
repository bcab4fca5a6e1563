using Pipelock.Config.Options;

namespace Pipelock.Policy.Sessions;

/// <summary>Tells nobody what becomes of sessions.</summary>
public sealed class UnobservedSessions : ISessionObserver
{
    /// <inheritdoc/>
    public void Anomaly(Session session, SessionSignal signal, string detail)
    {
    }

    /// <inheritdoc/>
    public void Escalated(Session session, SessionLevel from, SessionLevel to, double score)
    {
    }

    /// <inheritdoc/>
    public void Upgraded(Session session, Verdict from, string scanner)
    {
    }

    /// <inheritdoc/>
    public void Quarantined(Session session, AirlockTier from, AirlockTier to, string trigger)
    {
    }

    /// <inheritdoc/>
    public void Denied(Session session, AirlockTier tier, SessionActivity activity)
    {
    }

    /// <inheritdoc/>
    public void Evicted()
    {
    }
}
