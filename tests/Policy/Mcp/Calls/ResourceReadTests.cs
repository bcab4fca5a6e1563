using Pipelock.Config.Options;
using Pipelock.Policy.Mcp;

namespace Pipelock.Policy.Tests.Mcp.Calls;

/// <summary>What may not be read as a file may not be read as a resource.</summary>
public sealed class ResourceReadTests
{
    private static readonly PipelockOptions s_options = new()
    {
        ToolChainDetection = new ToolChainDetectionOptions { Enabled = true, Action = BlockAction.Block },
    };

    [Theory]
    [InlineData("file:///home/u/.ssh/id_rsa", McpOutcome.Refuse)]
    [InlineData("file:///home/u/.aws/credentials", McpOutcome.Refuse)]
    [InlineData("file:///proc/self/environ", McpOutcome.Refuse)]
    [InlineData("file:///home/u/project/README.md", McpOutcome.Forward)]
    [InlineData("postgres://db/customers/schema", McpOutcome.Forward)]
    [InlineData("file:///home/u/.ssh/id_rsa.pub", McpOutcome.Forward)]
    public void A_resource_is_judged_as_a_file_is(string uri, McpOutcome expected)
    {
        using var mcp = new McpFixture(s_options);
        Assert.Equal(expected, Read(mcp, uri).Outcome);
    }

    [Fact]
    public void A_resource_begins_a_chain()
    {
        using var mcp = new McpFixture(s_options);
        Assert.Equal(McpOutcome.Forward, Read(mcp, "file:///home/u/app/infra/prod.tfvars").Outcome);
        Assert.Equal(McpOutcome.Refuse, mcp.Call("send_email", "to", "a@x.example").Outcome);
    }

    [Fact]
    public void Its_answer_is_known_to_be_one()
    {
        using var mcp = new McpFixture(s_options);
        Read(mcp, "file:///home/u/README.md");
        Assert.Equal(McpOutcome.Forward, mcp.FromServer(
            """{"jsonrpc":"2.0","id":7,"result":{"contents":[{"uri":"file:///home/u/README.md","text":"Read me"}]}}""")
            .Outcome);
    }

    private static McpDecision Read(McpFixture mcp, string uri) => mcp.FromClient(
        $$$"""{"jsonrpc":"2.0","id":7,"method":"resources/read","params":{"uri":"{{{uri}}}"}}""");
}
