using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Limits;
using Pipelock.Policy.Sessions;

namespace Pipelock.Micro.Sessions;

/// <summary>Clean traffic of more agents and domains than the tables hold, under a clock of its own.</summary>
/// <remarks>
/// 200 requests a second of 1,200 agents to 16,384 domains: more agents than sessions, so that making room is part of
/// the cost, and more live domains than the limiter counts one by one. The numbers are drawn from a fixed seed.
/// </remarks>
internal sealed class SimulatedTraffic
{
    /// <summary>Requests of one simulated minute.</summary>
    public const int PerMinute = 12_000;

    private const int MillisecondsPerRequest = 60_000 / PerMinute;
    private const int MaxSessions = 1_000;
    private const int Bytes = 2_000;

    private static readonly ImmutableArray<Agent> s_agents = [.. Enumerable.Range(0, 1_200).Select(Agent.Number)];
    private static readonly ImmutableArray<byte[]> s_hosts =
        [.. Enumerable.Range(0, 16_384).Select(i => Encoding.ASCII.GetBytes(Text($"www.d{i}.example")))];

    private readonly SessionRegistry _registry = new(new UnobservedSessions());
    private readonly SessionRules _rules = new(
        new PipelockOptions
        {
            SessionProfiling = new SessionProfilingOptions
            {
                Enabled = true, MaxSessions = MaxSessions, DomainBurst = 200, WindowMinutes = 5,
            },
            AdaptiveEnforcement = new AdaptiveEnforcementOptions { Enabled = true },
            Airlock = new AirlockOptions { Enabled = true },
        },
        new AgentBudgetOptions
        {
            MaxRequestsPerSession = 100_000, MaxBytesPerSession = 1L << 40, MaxUniqueDomainsPerSession = 1_000,
            WindowMinutes = 5,
        });

    private readonly RateLimiter _limiter = new(1_000);
    private readonly DataBudget _budget = new(1L << 30);
    private ulong _random = 0x9E3779B97F4A7C15;
    private long _now = 1_000_000;

    /// <summary>Sessions remembered now.</summary>
    public int Sessions => _registry.Count;

    /// <summary>Serves so many requests; the time they would have taken passes.</summary>
    /// <exception cref="InvalidOperationException">One was refused: then its cost would not be that of traffic.
    /// </exception>
    public void Serve(int requests)
    {
        for (var i = 0; i < requests; i++) Serve();
    }

    private void Serve()
    {
        _now += MillisecondsPerRequest;
        var agent = s_agents[(int)(Next() % (uint)s_agents.Length)];
        var host = s_hosts[(int)(Next() % (uint)s_hosts.Length)];
        var session = _registry.Of(agent.Key, agent.Name, agent.Client, _rules, _now);
        if (!session.Enter(host, SessionActivity.Read, _now).IsClean
            || !_limiter.TryAdmit(host, _now, out _)
            || !_budget.HasRoom(host, _now, out _))
            throw new InvalidOperationException("a request of clean traffic was refused");
        _budget.Record(host, Bytes, _now);
        session.Served(host, Bytes, clean: true, _now);
    }

    /// <summary>xorshift64 (Marsaglia 2003): the cost of drawing must not show.</summary>
    private ulong Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return _random >> 16;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Agent(string Key, string Name, string Client)
    {
        /// <summary>Two agents share an address.</summary>
        public static Agent Number(int number)
        {
            var (name, client) = (Text($"agent-{number}"), Text($"10.0.{number / 512}.{number / 2 % 256}"));
            return new Agent($"{name}|{client}", name, client);
        }
    }
}
