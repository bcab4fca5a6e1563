using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.Commands.Sessions;

/// <summary>Asks the interface of a running proxy.</summary>
internal sealed class SessionClient : IDisposable
{
    private readonly HttpClient _http;

    public SessionClient(Uri url, string token)
    {
        // A proxy of the environment is the very proxy that is asked.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks and reads the JSON answer.</summary>
    /// <exception cref="IOException">Nobody answers, or the answer is an error; the message says which.</exception>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/sessions{path}");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await _http.SendAsync(request).ConfigureAwait(false);
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
            return answer.IsSuccessStatusCode && json is not null
                ? json
                : throw new IOException($"{(int)answer.StatusCode}: {(string?)json?["error"]}");
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException)
        {
            throw new IOException($"{_http.BaseAddress}: {e.Message}", e);
        }
    }

    /// <summary>The path of one session.</summary>
    public static string PathOf(string key, string action = "") =>
        $"/{Uri.EscapeDataString(key)}{(action.Length > 0 ? "/" : "")}{action}";

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
