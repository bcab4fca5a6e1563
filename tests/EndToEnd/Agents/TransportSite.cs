using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Interception;

namespace Pipelock.EndToEnd.Tests.Agents;

/// <summary>One proxy with every HTTP transport, to compare what they do about agents.</summary>
public sealed class TransportSite : IAsyncLifetime
{
    private const string Token = "a-token-of-the-tests";

    private readonly IPEndPoint front = new(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
    private TlsLab lab = null!;
    private TestOrigin plain = null!;
    private TestOrigin secure = null!;
    private int next;

    /// <summary>The transports by name.</summary>
    internal static IReadOnlyList<string> Transports { get; } = ["forward", "reverse", "opened TLS"];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        plain = new TestOrigin(Site.NewAddress());
        lab = await TlsLab.StartAsync(new ProxySettings
        {
            More = $$"""
                a2a_scanning: { enabled: true, action: block }
                response_scanning: { action: ask, ask_timeout_seconds: 60 }
                kill_switch: { api_token: "{{Token}}" }
                reverse_proxy: { enabled: true, listen: "{{front}}", upstream: "{{plain.Url}}" }
                redaction:
                  enabled: true
                  default_profile: all
                  profiles: { all: { classes: [github-token] } }
                """,
        });
        secure = lab.NewOrigin();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await lab.DisposeAsync();
        await plain.DisposeAsync();
        await secure.DisposeAsync();
    }

    /// <summary>Has the origins play a script and returns the path that plays it.</summary>
    internal string Put(Script script, string? name = null)
    {
        name ??= $"t{Interlocked.Increment(ref next)}";
        plain.Scripts[name] = secure.Scripts[name] = script;
        return $"/script/{name}";
    }

    /// <summary>Whether an origin was sent a text.</summary>
    internal bool Saw(string text) => plain.Record.Saw(text) || secure.Record.Saw(text);

    /// <summary>The URL by which the proxy knows a path.</summary>
    internal string UrlOf(string transport, string path) => OriginOf(transport).Url + path;

    /// <summary>One exchange on a connection of its own.</summary>
    internal async Task<RawResponse> ExchangeAsync(
        string transport, string method, string path, string fields = "", string body = "")
    {
        await using var client = transport switch
        {
            "forward" => await lab.Proxy.ConnectAsync(),
            "reverse" => await ConnectAsync(front),
            _ => await lab.OpenAsync(secure.EndPoint.ToString()),
        };
        var authority = OriginOf(transport).EndPoint;
        var target = transport == "forward" ? $"http://{authority}{path}" : path;
        var length = body.Length > 0 ? $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n" : "";
        await client.SendAsync($"{method} {target} HTTP/1.1\r\nHost: {authority}\r\n{fields}{length}\r\n{body}");
        return await client.ReadResponseAsync(method);
    }

    /// <summary>Posts a message.</summary>
    internal Task<RawResponse> PostAsync(string transport, string path, string json) =>
        ExchangeAsync(transport, "POST", path, "", json);

    /// <summary>Asks the interface that administers the proxy.</summary>
    internal Task<RawResponse> ApiAsync(string method, string what, string body = "") => lab.Proxy.ExchangeAsync(
        $"{method} /api/v1/{what} HTTP/1.1\r\nHost: {lab.Proxy.Address}\r\nAuthorization: Bearer {Token}\r\n"
        + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", method);

    /// <summary>Answers the next question.</summary>
    internal async Task AnswerAsync(string answer)
    {
        JsonArray open;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(50));
        while ((open = JsonNode.Parse((await ApiAsync("GET", "approvals")).Body)!["approvals"]!.AsArray()).Count == 0)
            patience.Token.ThrowIfCancellationRequested();
        var told = await ApiAsync("POST", "approvals", $$"""{"id":{{open[0]!["id"]}},"answer":"{{answer}}"}""");
        Assert.Equal(200, told.Status);
    }

    private TestOrigin OriginOf(string transport) => transport == "opened TLS" ? secure : plain;

    private static async Task<RawClient> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        return new RawClient(new NetworkStream(socket, ownsSocket: true));
    }
}
