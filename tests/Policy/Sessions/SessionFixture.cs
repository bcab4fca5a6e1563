using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Sessions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests.Sessions;

/// <summary>Sessions over a clock of the test's own, and a list of what was told about them.</summary>
internal sealed class SessionFixture : ISessionObserver
{
    /// <summary>One minute.</summary>
    public const long Minute = 60_000;

    public SessionFixture(PipelockOptions? options = null, AgentBudgetOptions? budget = null)
    {
        Options = options ?? Adaptive();
        Rules = new SessionRules(Options, budget);
        Registry = new SessionRegistry(this);
    }

    public PipelockOptions Options { get; }

    public SessionRules Rules { get; }

    public SessionRegistry Registry { get; }

    /// <summary>What was told, in order.</summary>
    public List<string> Told { get; } = [];

    public long Now { get; set; } = 1_000_000;

    public static PipelockOptions Adaptive(
        AirlockTriggersOptions? triggers = null, AirlockTimersOptions? timers = null) => new()
    {
        SessionProfiling = new SessionProfilingOptions
            { Enabled = true, DomainBurst = 4, WindowMinutes = 5, MaxSessions = 8 },
        AdaptiveEnforcement = new AdaptiveEnforcementOptions { Enabled = true },
        Airlock = new AirlockOptions
        {
            Enabled = triggers is not null,
            Triggers = triggers ?? new AirlockTriggersOptions(),
            Timers = timers ?? new AirlockTimersOptions(),
        },
    };

    public Session Of(string agent = "a", string client = "192.0.2.1") =>
        Registry.Of($"{agent}|{client}", agent, client, Rules, Now);

    public Findings Enter(Session session, string host, SessionActivity activity = SessionActivity.Read) =>
        session.Enter(Encoding.ASCII.GetBytes(host), activity, Now);

    public void Block(
        Session session, int times = 1, Severity severity = Severity.High, ScanLayer layer = ScanLayer.Dlp)
    {
        for (var i = 0; i < times; i++)
            session.Found(Decided(Verdict.Block, severity, layer), "x.example"u8, Now);
    }

    public static Decision Decided(Verdict verdict, Severity severity = Severity.High, ScanLayer layer = ScanLayer.Dlp)
    {
        var finding = new Finding(layer, "id", "Name", severity, "reason");
        return new Decision { Verdict = verdict, Cause = finding, Findings = new Findings([finding]) };
    }

    public void Anomaly(Session session, SessionSignal signal, string detail) => Told.Add($"anomaly {signal.Name()}");

    public void Escalated(Session session, SessionLevel from, SessionLevel to, double score) =>
        Told.Add($"level {from}>{to}");

    public void Upgraded(Session session, Verdict from, string scanner) => Told.Add($"upgrade {from} {scanner}");

    public void Quarantined(Session session, AirlockTier from, AirlockTier to, string trigger) =>
        Told.Add($"tier {from}>{to} {trigger}");

    public void Denied(Session session, AirlockTier tier, SessionActivity activity) =>
        Told.Add($"denied {tier} {activity}");

    public void Evicted() => Told.Add("evicted");
}
