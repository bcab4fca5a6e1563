using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Sessions;

/// <summary>What counted against one session last, and how often it behaved unusually. Not thread-safe.</summary>
internal sealed class RecentEvents
{
    private const int Most = 20;

    private readonly Queue<SessionEvent> _events = new();
    private readonly Queue<long> _anomalies = new();

    /// <summary>Latest first.</summary>
    public ImmutableArray<SessionEvent> Latest => [.. _events.Reverse()];

    /// <summary>Notes an event in place of the oldest.</summary>
    public void Note(SessionSignal signal, string target, string detail, Severity severity)
    {
        if (_events.Count == Most) _events.Dequeue();
        _events.Enqueue(
            new SessionEvent(DateTimeOffset.UtcNow, signal.Name(), target, detail, severity, signal.Points()));
    }

    /// <summary>Notes an anomaly; true when there were <c>anomaly_count</c> of them within the window.</summary>
    public bool Anomaly(AirlockTriggersOptions triggers, long now)
    {
        _anomalies.Enqueue(now);
        while (now - _anomalies.Peek() > triggers.AnomalyWindowMinutes * 60_000L
            || _anomalies.Count > triggers.AnomalyCount)
            _anomalies.Dequeue();
        return _anomalies.Count >= triggers.AnomalyCount;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _events.Clear();
        _anomalies.Clear();
    }
}
