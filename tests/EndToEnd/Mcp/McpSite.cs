using System.Runtime.InteropServices;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>A server that says what it is told, behind the proxy, on one of the transports.</summary>
internal sealed partial class McpSite : IAsyncDisposable
{
    /// <summary>The transports on which every protection has to hold.</summary>
    public static readonly string[] Transports =
        ["stdio", "stdio to HTTP", "stdio to WebSocket", "HTTP with JSON", "HTTP with SSE", "HTTP+SSE of 2024"];

    /// <summary>The defaults, whatever secrets the environment of the tests may have.</summary>
    public const string Lenient = "mode: balanced\ndlp:\n  scan_env: false\n";

    /// <summary>Everything blocks.</summary>
    public const string Strict = """
        mode: balanced
        dlp:
          scan_env: false
        response_scanning:
          enabled: true
          action: block
        mcp_input_scanning:
          enabled: true
          action: block
        mcp_tool_scanning:
          enabled: true
          action: block
          detect_drift: true

        """;

    private readonly List<IAsyncDisposable> _parts = [];

    private McpListenerUnderTest? _listener;

    private McpSite()
    {
    }

    /// <summary>The agent's end.</summary>
    public McpWire Wire { get; private set; } = null!;

    /// <summary>Where the proxy listens, on the transports on which it does.</summary>
    public Uri? Url { get; private set; }

    /// <summary>The process id of the proxy.</summary>
    public int ProxyId => Wire is StdioWire stdio ? stdio.Process.Id : _listener!.Id;

    /// <summary>Sends the proxy a signal.</summary>
    public void Signal(int number) => Assert.Equal(0, Kill(ProxyId, number));

    /// <summary>Starts server and proxy on a transport and shakes hands.</summary>
    /// <param name="transport">One of <see cref="Transports"/>.</param>
    /// <param name="more">What the configuration has beside <see cref="Strict"/>.</param>
    public static async Task<McpSite> StartAsync(string transport, string more = "")
    {
        var site = new McpSite();
        await site.OpenAsync(transport, Strict + more);
        await site.Wire.BeginAsync();
        return site;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        foreach (var part in Enumerable.Reverse(_parts)) await part.DisposeAsync();
    }

    private async Task OpenAsync(string transport, string yaml)
    {
        if (transport == "stdio")
        {
            Wire = await StdioWire.StartAsync(yaml, "--", "node", "tricky.mjs", "stdio");
            return;
        }

        var mode = transport switch
        {
            "HTTP with SSE" => "sse",
            "HTTP+SSE of 2024" => "legacy",
            "stdio to WebSocket" => "ws",
            _ => "json",
        };
        var server = await McpServerUnderTest.StartAsync("tricky.mjs", mode, "{port}");
        _parts.Add(server);
        var upstream = $"{(mode == "ws" ? "ws" : "http")}://127.0.0.1:{server.Port}/mcp";
        if (transport.StartsWith("stdio", StringComparison.Ordinal))
        {
            Wire = await StdioWire.StartAsync(yaml, "--upstream", upstream);
            return;
        }

        _parts.Add(_listener = await McpListenerUnderTest.StartAsync(yaml, upstream));
        Url = new Uri($"http://127.0.0.1:{_listener.Port}/mcp");
        Wire = mode == "legacy" ? new LegacyWire(Url) : new HttpWire(Url);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
