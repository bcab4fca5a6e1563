using System.Net;
using System.Text.Json.Nodes;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Over HTTP with the one event stream of revision 2024-11-05, which is opened again when it has
/// ended.</summary>
internal sealed class LegacyWire(Uri url) : McpWire
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private StreamReader? _events;
    private Uri? _endpoint;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _events?.Dispose();
        _client.Dispose();
        return default;
    }

    /// <inheritdoc/>
    protected override async Task<JsonNode> ExchangeAsync(byte[] message)
    {
        // A refusal comes as the body of the answer where there is no stream it could come on.
        var answered = await PostAsync(message);
        if (answered.StartsWith('{')) return JsonNode.Parse(answered)!;
        while (true)
        {
            var node = JsonNode.Parse(await NextAsync("message"))!;
            if (node is JsonArray || node["method"] is null) return node;
        }
    }

    /// <inheritdoc/>
    protected override Task NotifyAsync(byte[] message) => PostAsync(message);

    private async Task<string> PostAsync(byte[] message)
    {
        if (_events is null && !await OpenAsync()) return await PostToAsync(url, message);
        return await PostToAsync(_endpoint!, message);
    }

    private async Task<string> PostToAsync(Uri target, byte[] message)
    {
        using var content = new ByteArrayContent(message) { Headers = { ContentType = new("application/json") } };
        using var answer = await _client.PostAsync(target, content);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            _events = null;
            throw new EndOfStreamException("the event stream has ended");
        }

        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<bool> OpenAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (!answer.IsSuccessStatusCode) return false;
        _events = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        _endpoint = new Uri(url, await NextAsync("endpoint"));
        return true;
    }

    /// <summary>The data of the next event of a type.</summary>
    private async Task<string> NextAsync(string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var current = "message"; // Which need not be said (WHATWG HTML §9.2.6).
        while (await _events!.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0) current = "message";
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) current = line[7..];
            else if (current == type && line.StartsWith("data: ", StringComparison.Ordinal)) return line[6..];
        }

        _events = null;
        throw new EndOfStreamException("the event stream ended");
    }
}
