using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Over Streamable HTTP.</summary>
internal sealed class HttpWire(Uri url) : McpWire
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private string? _session;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    /// <inheritdoc/>
    protected override async Task<JsonNode> ExchangeAsync(byte[] message)
    {
        var text = await PostAsync(message);
        var data = text.StartsWith('{') || text.StartsWith('[') ? text
            : text.Split('\n').Last(line => line.StartsWith("data: {", StringComparison.Ordinal))[6..];
        return JsonNode.Parse(data)!;
    }

    /// <inheritdoc/>
    protected override Task NotifyAsync(byte[] message) => PostAsync(message);

    private async Task<string> PostAsync(byte[] message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(message) { Headers = { ContentType = new("application/json") } };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (_session is not null) request.Headers.Add("Mcp-Session-Id", _session);
        using var answer = await _client.SendAsync(request);
        if (answer.Headers.TryGetValues("Mcp-Session-Id", out var ids)) _session = ids.First();
        return await answer.Content.ReadAsStringAsync();
    }
}
