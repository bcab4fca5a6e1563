using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Each protection, on each transport: the attack is answered with its code, its benign twin passes.</summary>
public sealed class McpProtectionTests
{
    private const int Clean = 0;

    public static TheoryData<string, string> Protections
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var transport in McpSite.Transports)
            {
                foreach (var name in McpProtection.All.Keys) rows.Add(transport, name);
            }

            return rows;
        }
    }

    public static TheoryData<string> Transports => [.. McpSite.Transports];

    [NodeTheory, MemberData(nameof(Protections))]
    public async Task An_attack_is_refused_and_its_twin_passes(string transport, string name)
    {
        var protection = McpProtection.All[name];
        await using var site = await McpSite.StartAsync(transport, protection.Config);

        var twin = await LastCodeAsync(site, protection.Twin);
        var attack = await LastCodeAsync(site, protection.Attack);

        Assert.Equal((Clean, protection.Code), (twin, attack));
    }

    [NodeTheory, MemberData(nameof(Transports))]
    public async Task A_session_goes_on_behind_a_refusal(string transport)
    {
        await using var site = await McpSite.StartAsync(transport);

        await site.Wire.SayAsync("say injection");

        Assert.Equal(Clean, Code(await site.Wire.AskAsync("ping")));
    }

    /// <summary>What the server is given, where the arguments are redacted before they leave.</summary>
    [NodeTheory, MemberData(nameof(Transports))]
    public async Task A_secret_in_an_argument_is_replaced_and_the_rest_is_left(string transport)
    {
        const string Key = "ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6";
        await using var site = await McpSite.StartAsync(transport, """
            redaction:
              enabled: true
              default_profile: all
              profiles: { all: { classes: [github-token] } }
            """);

        var twin = await EchoAsync(site, "tokens begin with ghp_");
        var replaced = await EchoAsync(site, $"it is {Key}.");

        Assert.Equal(("tokens begin with ghp_", "it is <pl:github-token:1>."), (twin, replaced));
    }

    /// <summary>A few at once cost a small multiple of one message each, and that is given back.</summary>
    [NodeTheory, MemberData(nameof(Transports))]
    public async Task A_result_of_ten_megabytes_arrives_whole_in_bounded_memory(string transport)
    {
        const int MostMegabytes = 120;
        await using var site = await McpSite.StartAsync(transport);
        var before = ProcessMemory.Resident(site.ProxyId);
        ProcessMemory.ForgetPeak(site.ProxyId);

        for (var round = 0; round < 5; round++)
        {
            var answer = await site.Wire.CallAsync("big");
            Assert.Equal(222223 * 45, answer["result"]!["content"]![0]!["text"]!.GetValue<string>().Length);
        }

        Assert.InRange(ProcessMemory.Peak(site.ProxyId) - before, 0, MostMegabytes);
    }

    /// <summary>Sends a value and returns it as the server got it.</summary>
    private static async Task<string> EchoAsync(McpSite site, string value)
    {
        var answer = await site.Wire.SayAsync($$"""call lookup {"say":"echo","value":"{{value}}"}""");
        var given = JsonNode.Parse((string)answer["result"]!["content"]![0]!["text"]!)!;
        return (string)given["value"]!;
    }

    private static async Task<int> LastCodeAsync(McpSite site, string[] messages)
    {
        var code = Clean;
        foreach (var message in messages) code = Code(await site.Wire.SayAsync(message));
        return code;
    }

    private static int Code(JsonNode answer) => (int?)Only(answer)["error"]?["code"] ?? Clean;

    private static JsonNode Only(JsonNode answer) => answer is JsonArray batch ? batch[0]! : answer;
}
