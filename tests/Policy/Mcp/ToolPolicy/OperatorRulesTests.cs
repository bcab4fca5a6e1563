using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners.Rules;

namespace Pipelock.Policy.Tests.Mcp.ToolPolicy;

public sealed class OperatorRulesTests
{
    private static PipelockOptions With(ToolPolicyRuleOptions rule, ToolPolicyAction? action = null) => new()
    {
        McpToolPolicy = new McpToolPolicyOptions
        {
            Enabled = true,
            Action = action,
            Rules = [rule],
            RedirectProfiles = ImmutableDictionary<string, RedirectProfileOptions>.Empty.Add(
                "quarantine", new RedirectProfileOptions { Exec = ["/bin/true"], Reason = "kept" }),
        },
    };

    public static TheoryData<string, string, string, string, string, bool> Rules => new()
    {
        { "^deploy$", "", "", "deploy", "{}", true },
        { "^deploy$", "", "", "redeploy", "{}", false },
        { ".*", "prod", "", "anything", """{"a":{"b":["to prod"]}}""", true },
        { ".*", "prod", "", "anything", """{"a":"staging"}""", false },
        { ".*", "prod", "^env$", "deploy", """{"a":{"env":{"name":"prod"}}}""", true },
        { ".*", "prod", "^env$", "deploy", """{"note":"prod","env":"test"}""", false },
        { "(?i)^DEPLOY", "^--now --prod", "", "deploy", """{"args":["--now","--prod"]}""", true },
        { "^deploy$", "^$|^prod$", "", "deploy", """{"env":"prod"}""", true },
        { "^deploy$", "^$|^prod$", "", "deploy", """{"env":"production"}""", false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_means_what_it_says(
        string tool, string argument, string key, string called, string arguments, bool isRefused)
    {
        using var mcp = new McpFixture(With(new ToolPolicyRuleOptions
        {
            Name = "own", ToolPattern = tool, ArgPattern = argument, ArgKey = key, Action = ToolPolicyAction.Block,
        }));
        Assert.Equal(isRefused ? McpOutcome.Refuse : McpOutcome.Forward, mcp.Call(called, arguments).Outcome);
    }

    public static TheoryData<ToolPolicyAction?, ToolPolicyAction?, McpOutcome, Verdict> Actions => new()
    {
        { ToolPolicyAction.Warn, ToolPolicyAction.Block, McpOutcome.Forward, Verdict.Warn },
        { ToolPolicyAction.Block, ToolPolicyAction.Warn, McpOutcome.Refuse, Verdict.Block },
        { null, ToolPolicyAction.Warn, McpOutcome.Forward, Verdict.Warn },
        { null, ToolPolicyAction.Block, McpOutcome.Refuse, Verdict.Block },
        { null, null, McpOutcome.Refuse, Verdict.Block },
        { ToolPolicyAction.Ask, null, McpOutcome.Refuse, Verdict.Ask },
        { ToolPolicyAction.Redirect, null, McpOutcome.Redirect, Verdict.Block },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_rules_own_action_comes_before_the_sections(
        ToolPolicyAction? own, ToolPolicyAction? section, McpOutcome outcome, Verdict verdict)
    {
        using var mcp = new McpFixture(With(
            new ToolPolicyRuleOptions
                { Name = "own", ToolPattern = "^x$", Action = own, RedirectProfile = "quarantine" },
            section));
        var decided = mcp.Call("x");
        Assert.Equal((outcome, verdict), (decided.Outcome, decided.Decision.Verdict));
    }

    [Fact]
    public void A_redirect_names_its_profile_and_carries_the_error_for_when_it_fails()
    {
        using var mcp = new McpFixture(With(new ToolPolicyRuleOptions
        {
            Name = "own", ToolPattern = "^x$", Action = ToolPolicyAction.Redirect, RedirectProfile = "quarantine",
        }));
        var decided = mcp.Call("x");
        Assert.Equal(("quarantine", "kept", JsonRpcErrors.Policy),
            (decided.RedirectName, decided.Redirect!.Reason, McpFixture.CodeOf(decided)));
    }

    [Fact]
    public void A_block_beside_a_redirect_is_a_block()
    {
        var options = With(new ToolPolicyRuleOptions
        {
            Name = "soft", ToolPattern = "^x$", Action = ToolPolicyAction.Redirect, RedirectProfile = "quarantine",
        });
        using var mcp = new McpFixture(options with
        {
            McpToolPolicy = options.McpToolPolicy with
            {
                Rules = options.McpToolPolicy.Rules.Add(new ToolPolicyRuleOptions
                {
                    Name = "hard", ToolPattern = "^x$", Action = ToolPolicyAction.Block,
                }),
            },
        });
        Assert.Equal(McpOutcome.Refuse, mcp.Call("x").Outcome);
    }

    [Fact]
    public void A_pattern_that_no_linear_matcher_takes_is_an_error_that_names_its_key()
    {
        var options = With(new ToolPolicyRuleOptions { Name = "own", ToolPattern = "a(?=b)" });
        var bad = Assert.Throws<RuleLoadException>(() => SnapshotFixture.Build(options));
        Assert.Equal("mcp_tool_policy.rules[0].tool_pattern", Assert.Single(bad.Problems).Source);
        Assert.True(bad.Problems[0].Position >= 0);
    }
}
