using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Limits;
using Pipelock.Policy.Sessions;

namespace Pipelock.Policy.Tests.Sessions;

/// <summary>How many sessions are remembered, who goes first, and what that costs.</summary>
[Collection(nameof(SessionRegistryTests))]
public sealed class SessionRegistryTests
{
    [Fact]
    public void The_one_idle_longest_makes_room()
    {
        var fixture = new SessionFixture();
        for (var i = 0; i < 8; i++) fixture.Of($"a{i}");
        fixture.Of("a0");

        fixture.Of("new");

        Assert.Equal(8, fixture.Registry.Count);
        Assert.Null(fixture.Registry.Find("a1|192.0.2.1"));
        Assert.NotNull(fixture.Registry.Find("a0|192.0.2.1"));
    }

    [Fact]
    public void A_flood_of_names_frees_nobody_from_quarantine()
    {
        var fixture = new SessionFixture(SessionFixture.Adaptive(new AirlockTriggersOptions()));
        fixture.Of("caught").Put(AirlockTier.Hard, "api", fixture.Now);
        fixture.Of("caught");

        for (var i = 0; i < 1000; i++) fixture.Of($"flood{i}");

        Assert.Equal(AirlockTier.Hard, fixture.Registry.Find("caught|192.0.2.1")?.Describe(fixture.Now).Tier);
        Assert.Equal(8, fixture.Registry.Count);
    }

    [Fact]
    public void Idle_sessions_are_forgotten_as_others_come()
    {
        var fixture = new SessionFixture();
        for (var i = 0; i < 6; i++) fixture.Of($"a{i}");

        fixture.Now += 31 * SessionFixture.Minute;
        for (var i = 0; i < 3; i++) fixture.Of("b");

        Assert.Equal(1, fixture.Registry.Count);
    }

    [Fact]
    public void Who_is_refused_altogether_does_not_stay_by_asking_again()
    {
        var fixture = new SessionFixture();
        fixture.Block(fixture.Of(), 7);
        for (var minute = 0; minute < 3; minute++)
        {
            fixture.Now += SessionFixture.Minute;
            fixture.Of();
        }

        Assert.Equal(TimeSpan.FromMinutes(3), fixture.Of().Describe(fixture.Now).Idle);
    }

    [Fact]
    public void Removing_cuts_off_what_is_open()
    {
        var fixture = new SessionFixture();
        var cut = 0;
        fixture.Of().Attach(() => cut++);

        Assert.True(fixture.Registry.Remove("a|192.0.2.1"));
        Assert.Equal((1, 0, false), (cut, fixture.Registry.Count, fixture.Registry.Remove("a|192.0.2.1")));
    }

    /// <summary>An hour at 100 requests a second over twice as many sessions and domains as are remembered.</summary>
    /// <remarks>What a request costs in time is measured by perf/sessions.sh: here others load the machine.</remarks>
    [Fact]
    public void After_an_hour_at_the_bounds_a_request_allocates_nothing_and_memory_stays()
    {
        var options = SessionFixture.Adaptive();
        var fixture = new SessionFixture(options with
        {
            SessionProfiling = options.SessionProfiling with { MaxSessions = 1000, DomainBurst = 50 },
        });
        var limiter = new RateLimiter(1000);
        var agents = Enumerable.Range(0, 2000)
            .Select(i => ($"a{i}|192.0.2.{i % 250}", $"a{i}", $"192.0.2.{i % 250}")).ToArray();
        var hosts = Enumerable.Range(0, 20_000).Select(i => Encoding.ASCII.GetBytes($"d{i}.example")).ToArray();
        var turn = 0;
        void Run(int requests)
        {
            for (var i = 0; i < requests; i++, turn++)
            {
                fixture.Now += 10;
                var (key, agent, client) = agents[turn * 7 % agents.Length];
                var host = hosts[turn * 13 % hosts.Length];
                var session = fixture.Registry.Of(key, agent, client, fixture.Rules, fixture.Now);
                session.Enter(host, SessionActivity.Read, fixture.Now);
                limiter.TryAdmit(host, fixture.Now, out _);
                session.Served(host, 1000, clean: true, fixture.Now);
            }
        }

        Run(40_000); // The bounds are reached: this is the start that is compared with.
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        Run(360_000);
        var known = agents[(turn - 1) * 7 % agents.Length];
        Assert.Equal(0, Allocations.Of(() =>
        {
            var session = fixture.Registry.Of(known.Item1, known.Item2, known.Item3, fixture.Rules, fixture.Now);
            session.Enter("d1.example"u8, SessionActivity.Read, fixture.Now);
            limiter.TryAdmit("d1.example"u8, fixture.Now, out _);
            session.Served("d1.example"u8, 1000, clean: true, fixture.Now);
        }));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - memory;

        Assert.Equal(1000, fixture.Registry.Count);
        // Each of the sessions may come to its twenty events meanwhile; beyond that there is nothing to grow.
        Assert.True(grown < 12 * 1024 * 1024, $"{grown} bytes more");
    }
}

/// <summary>Measured alone: other tests' garbage is no growth of ours.</summary>
[CollectionDefinition(nameof(SessionRegistryTests), DisableParallelization = true)]
public sealed class MeasuredAlone;
