using Pipelock.Config.Options;
using Pipelock.Policy.Disclosure;
using Pipelock.Policy.Limits;
using Pipelock.Scanners;

namespace Pipelock.Policy.Sessions;

/// <summary>One agent at one address: what it did of late, and what follows from it.</summary>
/// <remarks>
/// Thread-safe by a lock of its own. A clean request allocates nothing and costs the same whatever the session did
/// before; all that is remembered is bounded.
/// </remarks>
public sealed class Session
{
    private readonly Lock _lock = new();
    private readonly ISessionObserver _observer;
    private readonly AddressProfile _address;
    private readonly RecentEvents _events = new();
    private readonly OpenExchanges _open = new();
    private SessionRules _rules;
    private RecentDomains _domains;
    private VolumeProfile _volume;
    private Escalation _escalation;
    private Quarantine _quarantine;
    private BudgetUse _spent;

    internal Session(
        string key, string agent, string client, SessionRules rules, AddressProfile address, ISessionObserver observer)
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
            var minutes = _rules.Profiling.WindowMinutes;
            if (_domains.Visit(domain, window, now))
                return Anomaly(SessionSignal.DomainBurst, $"{_domains.Places} domains within {minutes} min", now);
            if (!_address.Visit(domain, _rules, now)) return default;
            var detail = $"{_address.Places} domains within {minutes} min from one address";
            return Anomaly(SessionSignal.IpDomainBurst, detail, now);
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
            var triggers = _rules.Airlock.Triggers;
            var bound = triggers.OnSeverity == AirlockSeverity.Critical ? Severity.Critical : Severity.High;
            if (triggers.OnSeverity is not null && cause.Severity >= bound)
                Raise(triggers.OnCritical, "on_severity", now);
        }
    }

    /// <summary>A request was served without anything found; bytes of both directions.</summary>
    public void Served(ReadOnlySpan<byte> host, long bytes, bool clean, long now)
    {
        lock (_lock)
        {
            if (clean) _escalation.Decay(_rules.Adaptive);
            if (_rules.Budget is { } budget) _spent.Bytes(bytes, host, budget);
            if (!_rules.Profiling.Enabled) return;
            var ratio = _rules.Profiling.VolumeSpikeRatio;
            if (_volume.Add(bytes, ratio, _rules.WindowMilliseconds, now))
                Anomaly(SessionSignal.VolumeSpike, $"more than {ratio} times the usual bytes", now);
        }
    }

    /// <summary>
    /// A tunnel or WebSocket begins, which is cut off when the session is put in a tier that does not allow it.
    /// </summary>
    public IDisposable Attach(Action cut) => _open.Add(cut);

    /// <summary>Puts the session in a tier, whatever it was in. False when it was there already.</summary>
    public bool Put(AirlockTier tier, string trigger, long now)
    {
        lock (_lock)
        {
            var from = _quarantine.Tier;
            if (!_quarantine.Enter(tier, trigger, now)) return false;
            _observer.Quarantined(this, from, tier, trigger);
        }

        if (tier >= AirlockTier.Hard) _open.CutOff();
        return true;
    }

    /// <summary>Forgets what stands against the session, and its budget's use.</summary>
    public void Reset(long now)
    {
        lock (_lock)
        {
            _escalation.Reset();
            _events.Clear();
            _spent = default;
            _domains = new RecentDomains(_rules.Profiling.DomainBurst);
        }

        Put(AirlockTier.None, "api", now);
    }

    /// <summary>Cuts off everything the session has open.</summary>
    public void CutOff() => _open.CutOff();

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
                InTier = TimeSpan.FromMilliseconds(
                    _quarantine.Tier == AirlockTier.None ? 0 : now - _quarantine.Since),
                EasesIn = _quarantine.Tier == AirlockTier.None || easesAt == long.MaxValue
                    ? null : TimeSpan.FromMilliseconds(Math.Max(0, easesAt - now)),
                Idle = TimeSpan.FromMilliseconds(Math.Max(0, now - LastSeen)),
                InFlight = _open.Count,
                Events = _events.Latest,
            };
        }
    }

    private Findings Anomaly(SessionSignal signal, string detail, long now)
    {
        _observer.Anomaly(this, signal, detail);
        Count(signal, "", detail, Severity.Medium, now);
        var triggers = _rules.Airlock.Triggers;
        if (_rules.Airlock.Enabled && triggers.AnomalyCount > 0 && _events.Anomaly(triggers, now))
            Raise(triggers.OnHigh, "anomaly_count", now);
        return SessionFindings.Anomaly(signal, detail);
    }

    private void Count(SessionSignal signal, string target, string detail, Severity severity, long now)
    {
        _events.Note(signal, target, detail, severity);
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
        if (tier >= AirlockTier.Hard && _open.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(static session => session.CutOff(), this, preferLocal: false);
    }

    private void Recover(long now)
    {
        var level = _escalation.Level;
        if (_escalation.Recover(_rules.Adaptive, now))
            _observer.Escalated(this, level, _escalation.Level, _escalation.Score);
        for (var tier = _quarantine.Tier; _quarantine.Ease(_rules.Airlock.Timers, now); tier = _quarantine.Tier)
            _observer.Quarantined(this, tier, _quarantine.Tier, "timer");
    }
}
