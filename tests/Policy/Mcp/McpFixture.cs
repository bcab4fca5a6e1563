using System.Text;
using System.Text.Json;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Policy.Tests.Mcp;

/// <summary>A policy and a session, spoken to in JSON.</summary>
internal sealed class McpFixture : IDisposable
{
    private readonly PolicySnapshot _policy;
    private int _id;

    public McpFixture(PipelockOptions? options = null, McpServer? server = null, string agent = McpSession.DefaultAgent)
    {
        _policy = SnapshotFixture.Build(options);
        Session = new McpSession(server ?? new McpServer("test"), agent);
    }

    public McpFirewall Firewall => _policy.Mcp;

    public McpSession Session { get; set; }

    /// <summary>The clock, in milliseconds; tests move it.</summary>
    public long Now { get; set; } = 1_000_000;

    /// <summary>The id of the request sent last.</summary>
    public int LastId => _id;

    public static McpDecision FromClient(PolicySnapshot policy, McpSession session, string json, long now = 0)
    {
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Encoding.UTF8.GetBytes(json), out var message));
        return policy.Mcp.FromClient(message, session, now);
    }

    public McpDecision FromClient(string json) => FromClient(_policy, Session, json, Now);

    public McpDecision FromServer(string json)
    {
        Assert.Equal(JsonRpcStatus.Message, JsonRpcMessage.TryRead(Encoding.UTF8.GetBytes(json), out var message));
        return Firewall.FromServer(message, Session, Now);
    }

    /// <summary>Calls a tool with arguments in JSON.</summary>
    public McpDecision Call(string tool, string arguments = "{}") => FromClient(
        $$"""{"jsonrpc":"2.0","id":{{++_id}},"method":"tools/call","params":{"name":{{JsonSerializer.Serialize(tool)}},"arguments":{{arguments}} } }""");

    /// <summary>Calls a tool with one text argument.</summary>
    public McpDecision Call(string tool, string key, string value) =>
        Call(tool, JsonSerializer.Serialize(new Dictionary<string, string> { [key] = value }));

    /// <summary>Calls a tool and answers it.</summary>
    public McpDecision CallAndAnswer(string tool, string arguments = "{}")
    {
        var decided = Call(tool, arguments);
        if (!decided.IsStopped)
            Answer("""{"content":[{"type":"text","text":"ok"}]}""");
        return decided;
    }

    /// <summary>Answers the request sent last.</summary>
    public McpDecision Answer(string result) => FromServer($$"""{"jsonrpc":"2.0","id":{{_id}},"result":{{result}}}""");

    /// <summary>Asks for the tools and lists these.</summary>
    public McpDecision List(params string[] tools) => Page("", "", tools);

    /// <summary>Asks for a page of tools and answers with another to come.</summary>
    public McpDecision Page(string cursor, string next, params string[] tools)
    {
        var page = cursor.Length == 0 ? "" : $$""","params":{"cursor":"{{cursor}}"}""";
        FromClient($$"""{"jsonrpc":"2.0","id":{{++_id}},"method":"tools/list"{{page}}}""");
        var more = next.Length == 0 ? "" : $$""","nextCursor":"{{next}}" """;
        return Answer($$"""{"tools":[{{string.Join(',', tools)}}]{{more}}}""");
    }

    /// <summary>A tool's definition.</summary>
    public static string Tool(string name, string description = "Does what its name says.") =>
        $$"""{"name":"{{name}}","description":{{JsonSerializer.Serialize(description)}},"inputSchema":{"type":"object"} }""";

    /// <summary>The code of the error that a refused message is answered with; 0 when it goes on.</summary>
    public static int CodeOf(McpDecision decided) => decided.Bytes.IsEmpty || decided.Outcome == McpOutcome.Rewrite ? 0
        : JsonDocument.Parse(decided.Bytes).RootElement.GetProperty("error").GetProperty("code").GetInt32();

    public void Dispose() => _policy.Dispose();
}
