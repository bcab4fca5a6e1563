using Pipelock.Config.Options;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;
using static Pipelock.Policy.Tests.Mcp.McpFixture;

namespace Pipelock.Policy.Tests.Mcp;

/// <summary>What a session sends in pieces, call by call.</summary>
public sealed class AcrossCallsTests
{
    private static readonly string s_token = "ghp_" + new string([.. "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A"]);

    private static readonly PipelockOptions s_pieces = new()
    {
        CrossRequestDetection = new CrossRequestDetectionOptions
        {
            Enabled = true,
            FragmentReassembly = new FragmentReassemblyOptions { Enabled = true },
        },
    };

    private static readonly PipelockOptions s_budget = new()
    {
        CrossRequestDetection = new CrossRequestDetectionOptions
        {
            Enabled = true,
            EntropyBudget = new EntropyBudgetOptions { Enabled = true, BitsPerWindow = 1500 },
        },
    };

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    public void A_secret_over_two_calls_is_refused(int cut)
    {
        using var mcp = new McpFixture(s_pieces);
        var first = mcp.Call("note", "text", s_token[..cut]);
        var second = mcp.Call("note", "text", s_token[cut..]);

        Assert.Equal(
            (McpOutcome.Forward, McpOutcome.Refuse, JsonRpcErrors.CrossRequest),
            (first.Outcome, second.Outcome, CodeOf(second)));
        Assert.Equal("cross-request secret detected: GitHub Token", second.Decision.Reason);
    }

    [Fact]
    public void Pieces_of_two_sessions_are_no_secret()
    {
        using var mcp = new McpFixture(s_pieces);
        mcp.Call("note", "text", s_token[..8]);
        mcp.Session = new McpSession(new McpServer("test"));

        Assert.Equal(McpOutcome.Forward, mcp.Call("note", "text", s_token[8..]).Outcome);
    }

    [Fact]
    public void A_session_that_used_up_its_budget_sends_no_more()
    {
        using var mcp = new McpFixture(s_budget);
        var random = new Random(9);
        var outcomes = Enumerable.Range(0, 30).Select(_ =>
        {
            var data = Convert.ToHexStringLower([.. Enumerable.Range(0, 24).Select(_ => (byte)random.Next(256))]);
            return mcp.Call("note", "text", data);
        }).ToArray();

        Assert.Equal(McpOutcome.Forward, outcomes[0].Outcome);
        Assert.Equal((McpOutcome.Refuse, JsonRpcErrors.CrossRequest), (outcomes[^1].Outcome, CodeOf(outcomes[^1])));
    }

    [Fact]
    public void The_section_may_only_warn()
    {
        using var mcp = new McpFixture(s_pieces with
        {
            CrossRequestDetection = s_pieces.CrossRequestDetection with { Action = BlockAction.Warn },
        });
        mcp.Call("note", "text", s_token[..8]);
        var second = mcp.Call("note", "text", s_token[8..]);

        Assert.Equal((McpOutcome.Forward, Verdict.Warn), (second.Outcome, second.Decision.Verdict));
    }
}
