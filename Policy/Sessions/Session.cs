using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Disclosure;
using Pipelock.Policy.Limits;
using Pipelock.Scanners;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.Sessions;

/// <summary>One agent at one address: what it did of late, and what follows from it.</summary>
/// <remarks>
/// Thread-safe by a lock of its own. A clean request allocates nothing and costs the same whatever the session did
/// before; all that is remembered is bounded.
/// </remarks>
public sealed class Session
{
    private const int MostEvents = 20;

    private readonly Lock _lock = new();
    private readonly ISessionObserver _observer;
    private readonly AddressProfile _address;
    private readonly Queue<SessionEvent> _events = new();
    private readonly Queue<long> _anomalies = new();
    private readonly List<Action> _live = [];
    private SessionRules _rules;
    private RecentDomains _domains;
    private VolumeProfile _volume;
    private Escalation _escalation;
    private Quarantine _quarantine;
    private BudgetUse _spent;

    internal Session(string key, string agent, string client, SessionRules rules, AddressProfile address, ISessionObserver observer)
    {
        Key = key;
        Agent = agent;
        Client = client;
        _rules = rules;
        _address = address;
        _observer = observer;
        _domains = new RecentDomains(rules.Profiling.DomainBurst);
    }

    /// <summary><c>agent|client-ip</c>.</summary>
    public string Key { get; }

    /// <summary>The agent.</summary>
    public string Agent { get; }

    /// <summary>The client's address.</summary>
    public string Client { get; }

    /// <summary>Where the registry keeps it; the registry's lock guards it.</summary>
    internal LinkedListNode<Session>? Place { get; set; }

    /// <summary>Milliseconds of the last request; the registry's lock guards it.</summary>
    internal long LastSeen { get; set; }

    /// <summary>It is in quarantine, or refused altogether: neither is to be escaped by being forgotten.</summary>
    internal bool IsHeld => _quarantine.Tier != AirlockTier.None || _rules.BlocksAll(_escalation.Level);

    /// <summary>It is refused altogether.</summary>
    internal bool IsBlocked => _rules.BlocksAll(_escalation.Level);

    /// <summary>Takes over new rules; what the session did before stays.</summary>
    internal void Apply(SessionRules rules)
    {
        if (ReferenceEquals(rules, _rules)) return;
        lock (_lock)
        {
            if (rules.Profiling.DomainBurst != _rules.Profiling.DomainBurst)
                _domains = new RecentDomains(rules.Profiling.DomainBurst);
            _rules = rules;
        }
    }

    /// <summary>A request begins: what stands against it already, before anything of it was looked at.</summary>
    /// <param name="host">Where it goes.</param>
    /// <param name="activity">What it wants.</param>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public Findings Enter(ReadOnlySpan<byte> host, SessionActivity activity, long now)
    {
        var domain = DomainKey.Of(host);
        lock (_lock)
        {
            Recover(now);
            if (!_quarantine.Allows(activity))
            {
                _observer.Denied(this, _quarantine.Tier, activity);
                return SessionFindings.Airlock(_quarantine.Tier);
            }

            if (_rules.BlocksAll(_escalation.Level)) return SessionFindings.BlockAll(_escalation.Level);
            if (_rules.Budget is { } budget && _spent.Request(budget, domain, now) is { } limit)
                return SessionFindings.Budget(limit, budget.DowAction);
            if (!_rules.Profiling.Enabled) return default;
            var window = _rules.WindowMilliseconds;
            if (_domains.Visit(domain, window, now))
                return Anomaly(SessionSignal.DomainBurst, $"{_domains.Places} domains within {_rules.Profiling.WindowMinutes} min", now);
            return _address.Visit(domain, _rules, now)
                ? Anomaly(SessionSignal.IpDomainBurst, $"{_address.Places} domains within {_rules.Profiling.WindowMinutes} min from one address", now)
                : default;
        }
    }

    /// <summary>What the session's level makes of a verdict.</summary>
    public Verdict Judge(Verdict verdict, ScanLayer layer, ReadOnlySpan<byte> host)
    {
        if (verdict is not (Verdict.Warn or Verdict.Ask) || _rules.IsExempt(host)) return verdict;
        lock (_lock)
        {
            var judged = _rules.Upgrade(verdict, _escalation.Level);
            if (judged != verdict) _observer.Upgraded(this, verdict, Decisions.LayerFacts.Of(layer).Label);
            return judged;
        }
    }

    /// <summary>Something was found in what the session sent or asked for.</summary>
    public void Found(in Decision decision, ReadOnlySpan<byte> host, long now)
    {
        if (SessionSignals.Of(decision) is not { } signal || _rules.IsExempt(host)) return;
        var cause = decision.Cause!;
        lock (_lock)
        {
            Count(signal, HostRedaction.Tell(host, decision.Disclosure), cause.RuleName, cause.Severity, now);
            var bound = _rules.Airlock.Triggers.OnSeverity == AirlockSeverity.Critical ? Severity.Critical : Severity.High;
            if (_rules.Airlock is { Enabled: true, Triggers.OnSeverity: not null } && cause.Severity >= bound)
                Raise(_rules.Airlock.Triggers.OnCritical, "on_severity", now);
        }
    }

    /// <summary>A request was served without anything found; bytes of both directions.</summary>
    public void Served(ReadOnlySpan<byte> host, long bytes, bool clean, long now)
    {
        lock (_lock)
        {
            if (clean) _escalation.Decay(_rules.Adaptive);
            if (_rules.Budget is { } budget) _spent.Bytes(Weighed(bytes, host, budget));
            if (_rules.Profiling.Enabled
                && _volume.Add(bytes, _rules.Profiling.VolumeSpikeRatio, _rules.WindowMilliseconds, now))
                Anomaly(SessionSignal.VolumeSpike, $"more than {_rules.Profiling.VolumeSpikeRatio} times the usual bytes", now);
        }
    }

    /// <summary>
    /// A tunnel or WebSocket begins, which is cut off when the session is put in a tier that does not allow it.
    /// </summary>
    public IDisposable Attach(Action cut)
    {
        lock (_lock) _live.Add(cut);
        return new Live(this, cut);
    }

    /// <summary>Puts the session in a tier, whatever it was in. False when it was there already.</summary>
    public bool Put(AirlockTier tier, string trigger, long now)
    {
        Action[] cut = [];
        lock (_lock)
        {
            var from = _quarantine.Tier;
            if (!_quarantine.Enter(tier, trigger, now)) return false;
            _observer.Quarantined(this, from, tier, trigger);
            if (tier >= AirlockTier.Hard) cut = [.. _live];
        }

        foreach (var end in cut) end();
        return true;
    }

    /// <summary>Forgets what stands against the session, and its budget's use.</summary>
    public void Reset(long now)
    {
        lock (_lock)
        {
            _escalation.Reset();
            _events.Clear();
            _anomalies.Clear();
            _spent = default;
            _domains = new RecentDomains(_rules.Profiling.DomainBurst);
        }

        Put(AirlockTier.None, "api", now);
    }

    /// <summary>Cuts off everything the session has open.</summary>
    public void CutOff()
    {
        Action[] cut;
        lock (_lock) cut = [.. _live];
        foreach (var end in cut) end();
    }

    /// <summary>Comes down from level and tier where the time is over.</summary>
    internal void Sweep(long now)
    {
        lock (_lock) Recover(now);
    }

    /// <summary>What is known of the session now.</summary>
    public SessionState Describe(long now)
    {
        lock (_lock)
        {
            Recover(now);
            var easesAt = _quarantine.EasesAt(_rules.Airlock.Timers);
            return new SessionState
            {
                Key = Key,
                Agent = Agent,
                Client = Client,
                Score = _escalation.Score,
                Level = _escalation.Level,
                BlocksAll = _rules.BlocksAll(_escalation.Level),
                Tier = _quarantine.Tier,
                Trigger = _quarantine.Trigger ?? "",
                InTier = TimeSpan.FromMilliseconds(_quarantine.Tier == AirlockTier.None ? 0 : now - _quarantine.Since),
                EasesIn = _quarantine.Tier == AirlockTier.None || easesAt == long.MaxValue
                    ? null : TimeSpan.FromMilliseconds(Math.Max(0, easesAt - now)),
                Idle = TimeSpan.FromMilliseconds(Math.Max(0, now - LastSeen)),
                InFlight = _live.Count,
                Events = [.. _events.Reverse()],
            };
        }
    }

    private Findings Anomaly(SessionSignal signal, string detail, long now)
    {
        _observer.Anomaly(this, signal, detail);
        Count(signal, "", detail, Severity.Medium, now);
        var triggers = _rules.Airlock.Triggers;
        if (_rules.Airlock.Enabled && triggers.AnomalyCount > 0)
        {
            _anomalies.Enqueue(now);
            while (now - _anomalies.Peek() > triggers.AnomalyWindowMinutes * 60_000L || _anomalies.Count > triggers.AnomalyCount)
                _anomalies.Dequeue();
            if (_anomalies.Count >= triggers.AnomalyCount) Raise(triggers.OnHigh, "anomaly_count", now);
        }

        return SessionFindings.Anomaly(signal, detail);
    }

    private void Count(SessionSignal signal, string target, string detail, Severity severity, long now)
    {
        if (_events.Count == MostEvents) _events.Dequeue();
        _events.Enqueue(new SessionEvent(DateTimeOffset.UtcNow, signal.Name(), target, detail, severity, signal.Points()));
        var from = _escalation.Level;
        if (!_escalation.Add(signal.Points(), _rules.Adaptive, now)) return;
        _observer.Escalated(this, from, _escalation.Level, _escalation.Score);
        var triggers = _rules.Airlock.Triggers;
        var (tier, trigger) = _escalation.Level switch
        {
            SessionLevel.Elevated => (triggers.OnElevated, "on_elevated"),
            SessionLevel.High => (triggers.OnHigh, "on_high"),
            _ => (triggers.OnCritical, "on_critical"),
        };
        Raise(tier, trigger, now);
    }

    /// <summary>Puts the session in a tier unless it is in a stricter one. The cuts run outside of the lock.</summary>
    private void Raise(AirlockTier tier, string trigger, long now)
    {
        if (!_rules.Airlock.Enabled || tier <= _quarantine.Tier) return;
        var from = _quarantine.Tier;
        _quarantine.Enter(tier, trigger, now);
        _observer.Quarantined(this, from, tier, trigger);
        if (tier >= AirlockTier.Hard && _live.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(static session => session.CutOff(), this, preferLocal: false);
    }

    private void Recover(long now)
    {
        var level = _escalation.Level;
        if (_escalation.Recover(_rules.Adaptive, now)) _observer.Escalated(this, level, _escalation.Level, _escalation.Score);
        for (var tier = _quarantine.Tier; _quarantine.Ease(_rules.Airlock.Timers, now); tier = _quarantine.Tier)
            _observer.Quarantined(this, tier, _quarantine.Tier, "timer");
    }

    private static long Weighed(long bytes, ReadOnlySpan<byte> host, AgentBudgetOptions budget)
    {
        if (budget.CostMultipliers.IsEmpty) return bytes;
        var domain = Encoding.UTF8.GetString(RegistrableDomain.Of(host)).ToLowerInvariant();
        return budget.CostMultipliers.TryGetValue(domain, out var factor) ? (long)(bytes * factor) : bytes;
    }

    private sealed class Live(Session session, Action cut) : IDisposable
    {
        public void Dispose()
        {
            lock (session._lock) session._live.Remove(cut);
        }
    }
}
