using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Each protection, on each transport: the attack is answered with its code, its benign twin passes.</summary>
public sealed class McpProtectionTests
{
    private const int Blocked = -32000;
    private const int Content = -32001;
    private const int Clean = 0;

    public static TheoryData<string, string, int> Answers => Rows(
        ("injection", Blocked), ("structured", Blocked), ("secret", Blocked), ("a word", Clean));

    public static TheoryData<string, string, int> Calls => Rows(
        ("key ghp_" + "a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6", Content), ("key of a piano", Clean));

    public static TheoryData<string> Transports => [.. McpSite.Transports];

    [NodeTheory, MemberData(nameof(Answers))]
    public async Task What_a_server_answers_is_inspected(string transport, string say, int code)
    {
        await using var site = await McpSite.StartAsync(transport);

        Assert.Equal(code, Code(await site.Wire.CallAsync(say)));
    }

    [NodeTheory, MemberData(nameof(Calls))]
    public async Task What_an_agent_sends_is_inspected(string transport, string say, int code)
    {
        await using var site = await McpSite.StartAsync(transport);

        Assert.Equal(code, Code(await site.Wire.CallAsync(say)));
    }

    [NodeTheory, MemberData(nameof(Transports))]
    public async Task A_poisoned_tool_is_not_listed_and_the_session_goes_on(string transport)
    {
        await using var site = await McpSite.StartAsync(transport);

        await site.Wire.CallAsync("poison");

        Assert.Equal(Blocked, Code(await site.Wire.AskAsync("tools/list")));
        Assert.Equal(Clean, Code(await site.Wire.AskAsync("ping")));
    }

    [NodeTheory, MemberData(nameof(Transports))]
    public async Task A_result_of_ten_megabytes_arrives_whole(string transport)
    {
        await using var site = await McpSite.StartAsync(transport);

        var answer = await site.Wire.CallAsync("big");

        Assert.Equal(222223 * 45, answer["result"]!["content"]![0]!["text"]!.GetValue<string>().Length);
    }

    private static TheoryData<string, string, int> Rows(params (string Say, int Code)[] cases)
    {
        var rows = new TheoryData<string, string, int>();
        foreach (var transport in McpSite.Transports)
        {
            foreach (var (say, code) in cases) rows.Add(transport, say, code);
        }

        return rows;
    }

    private static int Code(JsonNode answer) => (int?)answer["error"]?["code"] ?? Clean;
}
