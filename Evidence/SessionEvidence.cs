using Pipelock.Config.Options;
using Pipelock.Evidence.Metrics;
using Pipelock.Evidence.Records;
using Pipelock.Policy;
using Pipelock.Policy.Sessions;

namespace Pipelock.Evidence;

/// <summary>Tells log and metrics what becomes of sessions. Thread-safe; returns at once.</summary>
public sealed class SessionEvidence(EvidenceLog log, SessionMetrics metrics) : ISessionObserver
{
    /// <inheritdoc/>
    public void Anomaly(Session session, SessionSignal signal, string detail)
    {
        metrics.Anomaly(signal);
        var record = log.Begin(EventKind.SessionAnomaly);
        record.Text(FieldName.Session, session.Key);
        record.Text(FieldName.AnomalyType, signal.Name());
        record.Text(FieldName.Detail, detail);
        record.Number(FieldName.Score, (long)(signal.Points() * 1000), FieldKind.Thousandths);
        Origin(ref record, session);
        record.Text(FieldName.MitreTechnique, "T1078");
        log.End(ref record, urgent: true);
    }

    /// <inheritdoc/>
    public void Escalated(Session session, SessionLevel from, SessionLevel to, double score)
    {
        metrics.Escalated(from, to);
        var record = log.Begin(EventKind.AdaptiveEscalation);
        record.Text(FieldName.Session, session.Key);
        record.Text(FieldName.From, Name(from));
        record.Text(FieldName.To, Name(to));
        record.Number(FieldName.Score, (long)(score * 1000), FieldKind.Thousandths);
        Origin(ref record, session);
        log.End(ref record, urgent: true);
    }

    /// <inheritdoc/>
    public void Upgraded(Session session, Verdict from, string scanner)
    {
        metrics.Upgraded(Name(from), "block");
        var record = log.Begin(EventKind.AdaptiveUpgrade);
        record.Text(FieldName.Session, session.Key);
        record.Text(FieldName.FromAction, Name(from));
        record.Text(FieldName.ToAction, "block");
        record.Text(FieldName.Scanner, scanner);
        Origin(ref record, session);
        log.End(ref record, urgent: true);
    }

    /// <inheritdoc/>
    public void Quarantined(Session session, AirlockTier from, AirlockTier to, string trigger)
    {
        metrics.Quarantined(from, to, trigger);
        var record = log.Begin(to > from ? EventKind.AirlockEnter : EventKind.AirlockDeescalate);
        record.Text(FieldName.Session, session.Key);
        record.Text(FieldName.From, Name(from));
        record.Text(FieldName.To, Name(to));
        record.Text(FieldName.Tier, Name(to));
        record.Text(FieldName.Trigger, trigger);
        Origin(ref record, session);
        log.End(ref record, urgent: true);
    }

    /// <inheritdoc/>
    public void Denied(Session session, AirlockTier tier, SessionActivity activity)
    {
        metrics.Denied(tier, activity);
        var record = log.Begin(EventKind.AirlockDeny);
        record.Text(FieldName.Session, session.Key);
        record.Text(FieldName.Tier, Name(tier));
        record.Text(FieldName.Transport, Name(activity));
        Origin(ref record, session);
        log.End(ref record, urgent: true);
    }

    /// <inheritdoc/>
    public void Evicted() => metrics.Evicted();

    private static void Origin(ref RecordWriter record, Session session)
    {
        record.Text(FieldName.Agent, session.Agent);
        record.Text(FieldName.ClientIp, session.Client);
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
