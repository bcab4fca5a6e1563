using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>An agent's end of a connection to an MCP server: it sends messages and gets answers.</summary>
internal abstract class McpWire : IAsyncDisposable
{
    private int _id;

    /// <summary>Asks and waits for the answer.</summary>
    public Task<JsonNode> AskAsync(string method, JsonObject? given = null) => ExchangeAsync(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = ++_id,
        ["method"] = method,
        ["params"] = given ?? [],
    });

    /// <summary>Calls the tool that every server of the tests has.</summary>
    public Task<JsonNode> CallAsync(string say) => AskAsync("tools/call", new JsonObject
    {
        ["name"] = "lookup",
        ["arguments"] = new JsonObject { ["say"] = say },
    });

    /// <summary>Shakes hands, so that calls may follow.</summary>
    public async Task BeginAsync()
    {
        await AskAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = "2025-06-18",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        });
        await NotifyAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" });
        await AskAsync("tools/list");
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Sends one request and gives its answer.</summary>
    protected abstract Task<JsonNode> ExchangeAsync(JsonObject message);

    /// <summary>Sends one notification.</summary>
    protected abstract Task NotifyAsync(JsonObject message);
}
