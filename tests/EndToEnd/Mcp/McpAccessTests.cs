using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Who may use the listener, and which fields reach the server.</summary>
public sealed class McpAccessTests
{
    private const string Token = "the-token-of-the-listener";
    private const string WithToken = McpSite.Lenient + "mcp_listener:\n  auth:\n    bearer_tokens: [" + Token + "]\n";
    private const string Ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    /// <summary>Names in Host and Origin, and whether a listener on loopback serves them (DNS rebinding).</summary>
    public static TheoryData<string, string, HttpStatusCode> Names => new()
    {
        { "127.0.0.1", "", HttpStatusCode.OK },
        { "localhost", "", HttpStatusCode.OK },
        { "[::1]", "http://localhost:5173", HttpStatusCode.OK },
        { "127.0.0.1", "http://127.0.0.1", HttpStatusCode.OK },
        { "rebound.example.com", "", HttpStatusCode.Forbidden },
        { "127.0.0.1.example.com", "", HttpStatusCode.Forbidden },
        { "127.0.0.1", "https://page.example.com", HttpStatusCode.Forbidden },
        { "127.0.0.1", "null", HttpStatusCode.Forbidden },
    };

    public static TheoryData<string?, HttpStatusCode> Tokens => new()
    {
        { null, HttpStatusCode.Unauthorized },
        { "Bearer another", HttpStatusCode.Unauthorized },
        { "Basic " + Token, HttpStatusCode.Unauthorized },
        { "Bearer " + Token, HttpStatusCode.OK },
    };

    /// <summary>Fields of a request, of every revision, that say which session, message and event is meant.</summary>
    public static TheoryData<string, string> Fields => new()
    {
        { "Authorization", "Bearer meant-for-the-server" },
        { "Mcp-Session-Id", "session-7" },
        { "MCP-Protocol-Version", "2026-07-28" },
        { "Mcp-Method", "tools/call" },
        { "Mcp-Name", "lookup" },
        { "Mcp-Param-Region", "eu-1" },
        { "Last-Event-ID", "41" },
        { "Accept", "application/json, text/event-stream" },
        { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
    };

    [Theory, MemberData(nameof(Names))]
    public async Task A_listener_on_loopback_serves_names_of_this_machine(
        string host, string origin, HttpStatusCode expected)
    {
        await using var site = await RecordingSite.StartAsync(McpSite.Lenient);
        using var request = site.Request(Ping);
        request.Headers.Host = host;
        if (origin.Length > 0) request.Headers.Add("Origin", origin);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal((expected, expected == HttpStatusCode.OK), (answer.StatusCode, site.Heads.Count > 0));
    }

    [Theory, MemberData(nameof(Tokens))]
    public async Task A_listener_with_tokens_asks_for_one_and_keeps_it(string? authorization, HttpStatusCode expected)
    {
        await using var site = await RecordingSite.StartAsync(WithToken);
        using var request = site.Request(Ping);
        if (authorization is not null) request.Headers.Add("Authorization", authorization);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, site.Heads.Count);
        Assert.All(site.Heads, head => Assert.DoesNotContain(Token, head, StringComparison.Ordinal));
        if (expected == HttpStatusCode.Unauthorized)
            Assert.Equal("Bearer realm=\"pipelock\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task What_the_protocol_says_in_fields_reaches_the_server(string name, string value)
    {
        await using var site = await RecordingSite.StartAsync(McpSite.Lenient);
        using var request = site.Request(Ping);
        if (name == "Accept") request.Headers.Accept.Clear();
        request.Headers.TryAddWithoutValidation(name, value);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"{name}: {value}\r\n", site.Heads.Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("session-of-the-server", answer.Headers.GetValues("Mcp-Session-Id").Single());
    }

    [Theory]
    [InlineData("x-note: ghp_", "a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6")]
    [InlineData("Mcp-Param-Note: ghp_", "a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6")]
    public async Task A_field_carries_out_no_secret(string start, string end)
    {
        await using var site = await RecordingSite.StartAsync(
            McpSite.Lenient + "request_body_scanning:\n  enabled: true\n  header_mode: all\n");
        using var request = site.Request(Ping);
        var field = (start + end).Split(": ");
        request.Headers.TryAddWithoutValidation(field[0], field[1]);

        using var answer = await site.Client.SendAsync(request);

        Assert.Empty(site.Heads);
        Assert.Contains("\"code\":-32001", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A server that keeps the heads it gets, and the listener in front of it.</summary>
    private sealed class RecordingSite : IAsyncDisposable
    {
        private readonly RecordingServer _server;
        private readonly McpListenerUnderTest _proxy;

        private RecordingSite(RecordingServer server, McpListenerUnderTest proxy) => (_server, _proxy) = (server, proxy);

        public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

        public IReadOnlyCollection<string> Heads => _server.Heads;

        public static async Task<RecordingSite> StartAsync(string yaml)
        {
            var server = new RecordingServer(FreePort.Next(IPAddress.Loopback));
            return new RecordingSite(
                server, await McpListenerUnderTest.StartAsync(yaml, $"http://127.0.0.1:{server.Port}/mcp"));
        }

        public HttpRequestMessage Request(string message)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{_proxy.Port}/mcp")
                { Content = new StringContent(message, Encoding.UTF8, "application/json") };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            return request;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _proxy.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
