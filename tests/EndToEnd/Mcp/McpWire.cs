using System.Text;
using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>An agent's end of a connection to an MCP server: it sends messages and gets answers.</summary>
internal abstract class McpWire : IAsyncDisposable
{
    private int _id;

    /// <summary>Asks and waits for the answer.</summary>
    public Task<JsonNode> AskAsync(string method, JsonObject? given = null) => ExchangeAsync(Bytes(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = ++_id,
        ["method"] = method,
        ["params"] = given ?? [],
    }));

    /// <summary>Calls the tool that every server of the tests has.</summary>
    public Task<JsonNode> CallAsync(string say) => AskAsync("tools/call", new JsonObject
    {
        ["name"] = "lookup",
        ["arguments"] = new JsonObject { ["say"] = say },
    });

    /// <summary>Sends a message in short and waits for its answer.</summary>
    /// <param name="message">
    /// <c>list</c>; <c>say WHAT</c>, the tool of the tests; <c>call TOOL ARGUMENTS</c>; or a whole message, each of
    /// whose characters is one byte.
    /// </param>
    public Task<JsonNode> SayAsync(string message)
    {
        var words = message.Split(' ', 3);
        return words[0] switch
        {
            "list" => AskAsync("tools/list"),
            "say" => CallAsync(message[4..]),
            "call" => AskAsync("tools/call", new JsonObject
            {
                ["name"] = words[1],
                ["arguments"] = JsonNode.Parse(words[2]),
            }),
            _ => ExchangeAsync(Encoding.Latin1.GetBytes(message)),
        };
    }

    /// <summary>Shakes hands, so that calls may follow.</summary>
    public async Task BeginAsync()
    {
        await AskAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = "2025-06-18",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        });
        await NotifyAsync(Bytes(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }));
        await AskAsync("tools/list");
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Sends one request and gives its answer.</summary>
    protected abstract Task<JsonNode> ExchangeAsync(byte[] message);

    /// <summary>Sends one notification.</summary>
    protected abstract Task NotifyAsync(byte[] message);

    private static byte[] Bytes(JsonObject message) => Encoding.UTF8.GetBytes(message.ToJsonString());
}
