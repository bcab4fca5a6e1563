using System.Collections.Concurrent;
using Pipelock.Config.Options;
using Pipelock.Policy.Sessions;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what becomes of sessions. Thread-safe; every label is of a closed set.</summary>
public sealed class SessionMetrics
{
    private readonly CounterFamily _anomalies =
        new("session_anomalies_total", "Total session anomalies by type.", "type");

    private readonly CounterFamily _escalations =
        new("session_escalations_total", "Total rises of a session's level.", "from", "to");

    private readonly CounterFamily _recoveries =
        new("session_auto_deescalation_total", "Total falls of a session's level by time.", "from", "to");

    private readonly CounterFamily _upgrades =
        new("adaptive_upgrades_total", "Total verdicts made stricter by a session's level.", "from_action",
            "to_action");

    private readonly CounterFamily _denials =
        new("airlock_denials_total", "Total requests refused by quarantine.", "action_class", "tier");

    private readonly ConcurrentDictionary<(AirlockTier From, AirlockTier To, string Trigger), StripedCounter>
        _transitions = new();

    private readonly StripedCounter _evicted = new();
    private SessionRegistry? _sessions;

    /// <summary>Tells which sessions to count.</summary>
    public void Observe(SessionRegistry sessions) => _sessions = sessions;

    /// <summary>Anomalies since the start.</summary>
    public long Anomalies => _anomalies.Children.Sum(child => child.Value.Value);

    /// <summary>Rises since the start.</summary>
    public long Escalations => _escalations.Children.Sum(child => child.Value.Value);

    /// <summary>Sessions remembered now.</summary>
    public int Active => _sessions?.Count ?? 0;

    internal IEnumerable<CounterFamily> Families => [_anomalies, _escalations, _recoveries, _upgrades, _denials];

    internal void Anomaly(SessionSignal signal) => _anomalies.With(signal.Name()).Increment();

    internal void Escalated(SessionLevel from, SessionLevel to) =>
        (to > from ? _escalations : _recoveries).With(Name(from), Name(to)).Increment();

    internal void Upgraded(string from, string to) => _upgrades.With(from, to).Increment();

    internal void Denied(AirlockTier tier, SessionActivity activity) =>
        _denials.With(Name(activity), Name(tier)).Increment();

    internal void Quarantined(AirlockTier from, AirlockTier to, string trigger) =>
        _transitions.GetOrAdd((from, to, trigger), static _ => new StripedCounter()).Increment();

    internal void Evicted() => _evicted.Increment();

    internal void WriteTo(MetricsText text)
    {
        var now = Environment.TickCount64;
        var states = (_sessions?.All() ?? []).Select(session => session.Describe(now)).ToArray();
        text.Head("adaptive_sessions_current", "gauge", "Current number of sessions by level.");
        foreach (var level in Enum.GetValues<SessionLevel>())
        {
            var count = states.Count(one => one.Level == level);
            text.Sample("adaptive_sessions_current", ["level"], Name(level), "", count);
        }

        text.Family(_upgrades);
        text.Family(_denials);
        text.Head("airlock_sessions", "gauge", "Current number of sessions by tier of quarantine.");
        foreach (var tier in Enum.GetValues<AirlockTier>())
            text.Sample("airlock_sessions", ["tier"], Name(tier), "", states.Count(one => one.Tier == tier));
        text.Head("airlock_transitions_total", "counter", "Total changes of a session's tier of quarantine.");
        foreach (var (key, count) in _transitions.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            text.Sample(
                "airlock_transitions_total", ["from", "to", "trigger"],
                [Name(key.From), Name(key.To), key.Trigger], count.Value);
        }

        text.Family(_anomalies);
        text.Family(_recoveries);
        text.Family(_escalations);
        text.Single("sessions_active", "gauge", "Current number of sessions.", states.Length);
        text.Single("sessions_evicted_total", "counter", "Total sessions forgotten to make room.", _evicted.Value);
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
