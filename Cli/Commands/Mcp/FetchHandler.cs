using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.Commands.Mcp;

/// <summary>Gets what a call wanted to fetch through the fetch proxy, which inspects it.</summary>
internal static class FetchHandler
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(25);

    /// <summary>The content behind the first URL in the arguments.</summary>
    public static async Task<string> RunAsync(JsonObject manifest, JsonNode? arguments)
    {
        var endpoint = (string?)manifest["fetch_endpoint"] ?? throw new InvalidOperationException("no fetch endpoint");
        var url = FirstUrl(arguments) ?? throw new InvalidOperationException("the call names no URL");
        using var client = new HttpClient { Timeout = s_patience };
        using var answer = await client.GetAsync($"{endpoint}?url={Uri.EscapeDataString(url)}").ConfigureAwait(false);
        var body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"the fetch proxy answered {(int)answer.StatusCode}");
        return (string?)(JsonNode.Parse(body) as JsonObject)?["content"] ?? body;
    }

    private static string? FirstUrl(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => UrlIn(value.GetValue<string>()),
        JsonArray items => items.Select(FirstUrl).FirstOrDefault(url => url is not null),
        JsonObject members => members.Select(member => FirstUrl(member.Value)).FirstOrDefault(url => url is not null),
        _ => null,
    };

    private static string? UrlIn(string text) => text.Split([' ', '\t', '\n', '"', '\'', '`', '<', '>'])
        .FirstOrDefault(word => word.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
}
