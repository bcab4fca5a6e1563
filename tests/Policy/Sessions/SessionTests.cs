using Pipelock.Config.Options;
using Pipelock.Policy.Sessions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Tests.Sessions;

/// <summary>What a session is held to after what it did.</summary>
public sealed class SessionTests
{
    public static TheoryData<int, SessionLevel> Blocks => new()
    {
        { 1, SessionLevel.Normal },
        { 2, SessionLevel.Elevated }, // 6 points, threshold 5
        { 4, SessionLevel.High }, // 12, threshold 10
        { 7, SessionLevel.Critical }, // 21, threshold 20
        { 100, SessionLevel.Critical },
    };

    public static TheoryData<ScanLayer> Innocent => new()
    {
        ScanLayer.RateLimit, ScanLayer.DataBudget, ScanLayer.Allowlist, ScanLayer.Length, ScanLayer.Airlock,
        ScanLayer.SessionDeny, ScanLayer.Budget,
    };

    public static TheoryData<AirlockTier, SessionActivity, bool> Tiers => new()
    {
        { AirlockTier.None, SessionActivity.Tunnel, true },
        { AirlockTier.Soft, SessionActivity.Tunnel, true },
        { AirlockTier.Soft, SessionActivity.Write, true },
        { AirlockTier.Hard, SessionActivity.Read, true },
        { AirlockTier.Hard, SessionActivity.Write, false },
        { AirlockTier.Hard, SessionActivity.Tunnel, false },
        { AirlockTier.Hard, SessionActivity.WebSocket, false },
        { AirlockTier.Drain, SessionActivity.Read, false },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Blocks_raise_the_level_at_doubling_thresholds(int blocks, SessionLevel level)
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();

        fixture.Block(session, blocks);

        Assert.Equal(level, session.Describe(fixture.Now).Level);
    }

    [Theory]
    [MemberData(nameof(Innocent))]
    public void What_says_nothing_about_intentions_does_not_count(ScanLayer layer)
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();

        fixture.Block(session, 50, layer: layer);

        Assert.Equal(0, session.Describe(fixture.Now).Score);
    }

    [Fact]
    public void An_exempt_domain_scores_nothing()
    {
        var options = SessionFixture.Adaptive();
        var fixture = new SessionFixture(options with
        {
            AdaptiveEnforcement = options.AdaptiveEnforcement with { ExemptDomains = ["x.example"] },
        });
        var session = fixture.Of();

        fixture.Block(session, 50);

        Assert.Equal(0, session.Describe(fixture.Now).Score);
    }

    [Fact]
    public void Clean_requests_take_points_off_and_never_below_none()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();
        fixture.Block(session);

        for (var i = 0; i < 4; i++) session.Served("x.example"u8, 1, clean: true, fixture.Now);
        Assert.Equal(1, session.Describe(fixture.Now).Score);
        for (var i = 0; i < 9; i++) session.Served("x.example"u8, 1, clean: true, fixture.Now);

        Assert.Equal(0, session.Describe(fixture.Now).Score);
    }

    [Fact]
    public void A_level_turns_warnings_into_blocks_and_the_highest_refuses_everything()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();
        Assert.Equal(Verdict.Warn, session.Judge(Verdict.Warn, ScanLayer.Entropy, "x.example"u8));

        fixture.Block(session, 2);
        Assert.Equal(Verdict.Block, session.Judge(Verdict.Warn, ScanLayer.Entropy, "x.example"u8));
        Assert.Equal(Verdict.Ask, session.Judge(Verdict.Ask, ScanLayer.Entropy, "x.example"u8)); // Asks come at level high.
        fixture.Block(session, 2);
        Assert.Equal(Verdict.Block, session.Judge(Verdict.Ask, ScanLayer.Entropy, "x.example"u8));
        Assert.True(fixture.Enter(session, "x.example").IsClean);
        fixture.Block(session, 3);

        Assert.Equal(ScanLayer.SessionDeny, fixture.Enter(session, "x.example")[0].Layer);
    }

    [Fact]
    public void A_mode_that_only_observes_upgrades_nothing()
    {
        var fixture = new SessionFixture(SessionFixture.Adaptive() with { Mode = Mode.Audit });
        var session = fixture.Of();

        fixture.Block(session, 7);

        Assert.Equal(Verdict.Warn, session.Judge(Verdict.Warn, ScanLayer.Entropy, "x.example"u8));
    }

    [Fact]
    public void A_session_comes_down_by_one_level_every_five_minutes()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();
        fixture.Block(session, 7);

        fixture.Now += (5 * SessionFixture.Minute) + 1;
        Assert.Equal(
            (SessionLevel.High, 10.0), (session.Describe(fixture.Now).Level, session.Describe(fixture.Now).Score));
        fixture.Now += 10 * SessionFixture.Minute;
        session.Sweep(fixture.Now);

        Assert.Equal(SessionLevel.Normal, session.Describe(fixture.Now).Level);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Each_tier_lets_pass_what_it_is_for(AirlockTier tier, SessionActivity activity, bool passes)
    {
        var fixture = new SessionFixture(SessionFixture.Adaptive(new AirlockTriggersOptions()));
        var session = fixture.Of();
        session.Put(tier, "api", fixture.Now);

        Assert.Equal(passes, fixture.Enter(session, "x.example", activity).IsClean);
    }

    [Fact]
    public void Levels_severity_and_anomalies_lead_to_the_tiers_they_are_set_to()
    {
        var triggers = new AirlockTriggersOptions
        {
            OnElevated = AirlockTier.Soft, OnHigh = AirlockTier.Hard, OnCritical = AirlockTier.Drain,
        };
        Assert.Equal(AirlockTier.Soft, TierAfter(triggers, (fixture, session) => fixture.Block(session, 2)));
        Assert.Equal(AirlockTier.Hard, TierAfter(triggers, (fixture, session) => fixture.Block(session, 4)));
        Assert.Equal(AirlockTier.Drain, TierAfter(triggers, (fixture, session) => fixture.Block(session, 7)));
        Assert.Equal(AirlockTier.None, TierAfter(triggers, (fixture, session) => fixture.Block(session)));
        var severe = triggers with { OnSeverity = AirlockSeverity.Critical };
        Assert.Equal(AirlockTier.None, TierAfter(severe, (fixture, session) => fixture.Block(session)));
        Assert.Equal(AirlockTier.Drain, TierAfter(
            severe, (fixture, session) => fixture.Block(session, severity: Severity.Critical)));
        var odd = triggers with { AnomalyCount = 2, OnElevated = AirlockTier.None };
        Assert.Equal(AirlockTier.Hard, TierAfter(odd, (fixture, session) =>
        {
            for (var i = 0; i < 4; i++) fixture.Enter(session, $"a{i}.example");
            fixture.Now += 6 * SessionFixture.Minute - 1;
            for (var i = 0; i < 4; i++) fixture.Enter(session, $"b{i}.example");
            fixture.Now += 2 * SessionFixture.Minute;
            for (var i = 0; i < 4; i++) fixture.Enter(session, $"c{i}.example");
        }));
    }

    [Fact]
    public void Quarantine_cuts_off_what_is_open_and_eases_tier_by_tier()
    {
        var timers = new AirlockTimersOptions { DrainMinutes = 1, HardMinutes = 2, SoftMinutes = 3 };
        var fixture = new SessionFixture(SessionFixture.Adaptive(new AirlockTriggersOptions(), timers));
        var session = fixture.Of();
        var cut = 0;
        using (session.Attach(() => cut++))
        {
            session.Put(AirlockTier.Soft, "api", fixture.Now);
            Assert.Equal(0, cut);
            session.Put(AirlockTier.Drain, "api", fixture.Now);
        }

        session.CutOff();
        Assert.Equal(1, cut);
        foreach (var (minutes, tier) in new[] { (1, AirlockTier.Hard), (2, AirlockTier.Soft), (3, AirlockTier.None) })
        {
            fixture.Now += minutes * SessionFixture.Minute;
            Assert.Equal(tier, session.Describe(fixture.Now).Tier);
        }
    }

    [Fact]
    public void A_burst_of_domains_is_an_anomaly_once_and_the_same_domains_again_are_none()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) fixture.Enter(session, $"www.d{i}.example");
        }

        Assert.Equal(["anomaly domain_burst"], fixture.Told);
        Assert.True(fixture.Enter(session, "api.d3.example").IsClean); // Another name of the same domain.
    }

    [Fact]
    public void Domains_spread_over_time_are_no_burst()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();

        for (var i = 0; i < 40; i++)
        {
            fixture.Now += 2 * SessionFixture.Minute;
            Assert.True(fixture.Enter(session, $"d{i}.example").IsClean);
        }
    }

    [Fact]
    public void Changing_ones_name_does_not_hide_a_burst()
    {
        var fixture = new SessionFixture();

        for (var i = 0; i < 8; i++) fixture.Enter(fixture.Of($"agent{i % 4}"), $"d{i}.example");

        Assert.Equal(["anomaly ip_domain_burst"], fixture.Told);
    }

    [Fact]
    public void Far_more_bytes_than_usual_are_an_anomaly_once_per_window()
    {
        var fixture = new SessionFixture();
        var session = fixture.Of();
        for (var window = 0; window < 6; window++)
        {
            session.Served("x.example"u8, 1000, clean: true, fixture.Now);
            fixture.Now += 5 * SessionFixture.Minute;
        }

        session.Served("x.example"u8, 2900, clean: true, fixture.Now);
        Assert.Empty(fixture.Told);
        session.Served("x.example"u8, 200, clean: true, fixture.Now);
        session.Served("x.example"u8, 9000, clean: true, fixture.Now);

        Assert.Equal(["anomaly volume_spike"], fixture.Told);
    }

    [Fact]
    public void A_budget_is_spent_and_comes_back_with_its_window()
    {
        var fixture = new SessionFixture(
            SessionFixture.Adaptive(), new AgentBudgetOptions { MaxRequestsPerSession = 2, WindowMinutes = 10 });
        var session = fixture.Of();

        var findings = Enumerable.Range(0, 3).Select(_ => fixture.Enter(session, "x.example").IsClean).ToArray();
        fixture.Now += 10 * SessionFixture.Minute;

        Assert.Equal([true, true, false], findings);
        Assert.True(fixture.Enter(session, "x.example").IsClean);
    }

    [Fact]
    public void A_clean_request_of_a_known_session_allocates_nothing()
    {
        var fixture = new SessionFixture();
        var rules = fixture.Rules;
        void Request()
        {
            var session = fixture.Registry.Of("a|192.0.2.1", "a", "192.0.2.1", rules, 5000);
            session.Enter("x.example"u8, SessionActivity.Read, 5000);
            session.Served("x.example"u8, 100, clean: true, 5000);
        }

        Request();
        Assert.Equal(0, Allocations.Of(Request));
    }

    private static AirlockTier TierAfter(AirlockTriggersOptions triggers, Action<SessionFixture, Session> act)
    {
        var fixture = new SessionFixture(SessionFixture.Adaptive(triggers));
        var session = fixture.Of();
        act(fixture, session);
        return session.Describe(fixture.Now).Tier;
    }
}
