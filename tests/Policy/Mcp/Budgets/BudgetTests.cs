using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Tests.Mcp.Budgets;

public sealed class BudgetTests
{
    private static McpFixture With(AgentBudgetOptions budget, Mode mode = Mode.Balanced) => new(new PipelockOptions
    {
        Mode = mode,
        Agents = ImmutableDictionary<string, AgentOptions>.Empty.Add(
            McpSession.DefaultAgent, new AgentOptions { Budget = budget }),
    });

    private static string RuleOf(McpDecision decided) => decided.IsStopped ? decided.Decision.Cause!.RuleId : "";

    [Fact]
    public void Calls_are_counted_and_the_one_too_many_is_refused()
    {
        using var mcp = With(new AgentBudgetOptions { MaxToolCallsPerSession = 2 });
        Assert.Equal(McpOutcome.Forward, mcp.CallAndAnswer("a", """{"n":1}""").Outcome);
        Assert.Equal(McpOutcome.Forward, mcp.CallAndAnswer("a", """{"n":2}""").Outcome);
        var decided = mcp.CallAndAnswer("a", """{"n":3}""");
        Assert.Equal(("tool_call_limit", JsonRpcErrors.InvalidRequest), (RuleOf(decided), McpFixture.CodeOf(decided)));
        Assert.Contains(
            "agents._default.budget.max_tool_calls_per_session", decided.Decision.HowToAllow, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_call_costs_nothing()
    {
        using var mcp = With(new AgentBudgetOptions { MaxToolCallsPerSession = 1 });
        mcp.Call("bash", "command", "rm -rf /");
        Assert.Equal(McpOutcome.Forward, mcp.Call("ping").Outcome);
    }

    [Fact]
    public void A_window_starts_the_count_again()
    {
        using var mcp = With(new AgentBudgetOptions { MaxToolCallsPerSession = 1, WindowMinutes = 1 });
        mcp.CallAndAnswer("a");
        Assert.Equal("tool_call_limit", RuleOf(mcp.CallAndAnswer("b")));
        mcp.Now += 60_000;
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("b")));
    }

    [Fact]
    public void A_session_lasts_as_long_as_it_may()
    {
        using var mcp = With(new AgentBudgetOptions { MaxWallClockMinutes = 1 });
        mcp.CallAndAnswer("a");
        mcp.Now += 59_999;
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("b")));
        mcp.Now++;
        Assert.Equal("wall_clock", RuleOf(mcp.CallAndAnswer("c")));
    }

    [Fact]
    public void The_same_call_over_and_over_is_a_loop()
    {
        using var mcp = With(new AgentBudgetOptions { MaxRetriesPerTool = 2 });
        for (var i = 0; i < 2; i++)
            Assert.Equal("", RuleOf(mcp.CallAndAnswer("poll", """{"job":1}""")));
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("poll", """{"job":2}""")));
        Assert.Equal("loop_detected", RuleOf(mcp.CallAndAnswer("poll", """{"job":1}""")));
    }

    [Fact]
    public void Arguments_that_double_call_by_call_run_away_and_small_ones_do_not()
    {
        using var mcp = With(new AgentBudgetOptions { MaxToolCallsPerSession = 100 });
        string[] rules = [.. new[] { 10, 20, 40, 80 }.Select(
            size => RuleOf(mcp.CallAndAnswer("q", $"{{\"t\":\"{new string('a', size)}\"}}")))];
        Assert.All(rules, rule => Assert.Equal("", rule));
        rules = [.. new[] { 1000, 2000, 4000, 8000 }.Select(
            size => RuleOf(mcp.CallAndAnswer("r", $"{{\"t\":\"{new string('a', size)}\"}}")))];
        Assert.Equal(["", "", "", "runaway_expansion"], rules);
    }

    [Fact]
    public void Two_calls_that_take_turns_word_for_word_are_a_cycle_and_work_in_turns_is_not()
    {
        using var mcp = With(new AgentBudgetOptions { MaxToolCallsPerSession = 100 });
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal("", RuleOf(mcp.CallAndAnswer("read", "{\"p\":" + i + "}")));
            Assert.Equal("", RuleOf(mcp.CallAndAnswer("edit", "{\"p\":" + i + "}")));
        }

        string[] rules = [.. "ABABAB".Select(name => RuleOf(mcp.CallAndAnswer(name.ToString())))];
        Assert.Equal(["", "", "", "", "", "cycle_detected"], rules);
    }

    [Fact]
    public void One_url_again_and_again_is_a_storm_whatever_the_query()
    {
        using var mcp = With(new AgentBudgetOptions { MaxRetriesPerEndpoint = 2 });
        string Get(string url) => RuleOf(mcp.CallAndAnswer("fetch", $"{{\"url\":\"{url}\"}}"));
        Assert.Equal("", Get("https://a.example/x?1"));
        Assert.Equal("", Get("https://a.example/x?2"));
        Assert.Equal("", Get("https://a.example/y"));
        Assert.Equal("retry_storm", Get("https://A.example/x?3"));
    }

    [Fact]
    public void Many_hosts_within_the_window_fan_out()
    {
        using var mcp = With(new AgentBudgetOptions { FanOutLimit = 2, FanOutWindowSeconds = 10 });
        string Get(string host) => RuleOf(mcp.CallAndAnswer("fetch", $"{{\"url\":\"https://{host}/{mcp.Now}\"}}"));
        Assert.Equal("", Get("a.example"));
        Assert.Equal("", Get("b.example"));
        mcp.Now += 1;
        Assert.Equal("", Get("a.example"));
        Assert.Equal("fan_out", Get("c.example"));
        mcp.Now += 10_002;
        Assert.Equal("", Get("c.example"));
    }

    [Fact]
    public void Calls_under_way_are_counted_until_they_are_answered_or_cancelled()
    {
        using var mcp = With(new AgentBudgetOptions { MaxConcurrentToolCalls = 1 });
        Assert.Equal("", RuleOf(mcp.Call("a")));
        Assert.Equal("concurrent_limit", RuleOf(mcp.Call("b")));
        mcp.FromServer("""{"jsonrpc":"2.0","id":1,"result":{}}""");
        Assert.Equal("", RuleOf(mcp.Call("c")));
        mcp.FromClient($$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{mcp.LastId}} } }""");
        Assert.Equal("", RuleOf(mcp.Call("d")));
    }

    [Fact]
    public void A_dear_domain_counts_for_more()
    {
        using var mcp = With(new AgentBudgetOptions
        {
            MaxToolCallsPerSession = 10,
            CostMultipliers = ImmutableDictionary<string, double>.Empty.Add("dear.example", 6).Add("*.free.example", 0),
        });
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("fetch", """{"url":"https://api.dear.example/1"}""")));
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("fetch", """{"url":"https://x.free.example/1"}""")));
        Assert.Equal("tool_call_limit", RuleOf(mcp.CallAndAnswer("fetch", """{"url":"https://dear.example/2"}""")));
        Assert.Equal("", RuleOf(mcp.CallAndAnswer("other")));
    }

    [Fact]
    public void A_budget_may_only_warn_and_audit_only_warns()
    {
        using var warning = With(new AgentBudgetOptions { MaxToolCallsPerSession = 1, DowAction = BlockAction.Warn });
        using var audit = With(new AgentBudgetOptions { MaxToolCallsPerSession = 1 }, Mode.Audit);
        foreach (var mcp in new[] { warning, audit })
        {
            mcp.CallAndAnswer("a");
            var decided = mcp.CallAndAnswer("b");
            Assert.Equal((McpOutcome.Forward, Verdict.Warn), (decided.Outcome, decided.Decision.Verdict));
        }
    }

    [Fact]
    public void Without_a_limit_nothing_is_counted()
    {
        using var mcp = With(new AgentBudgetOptions());
        for (var i = 0; i < 50; i++)
            Assert.Equal("", RuleOf(mcp.Call("a")));
    }
}
