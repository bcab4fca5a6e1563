using ModelContextProtocol.Client;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp.Dotnet;

/// <summary>Client and server of the NuGet package <c>ModelContextProtocol</c>, revision by revision: every feature
/// comes out through the proxy as it does without it.</summary>
public sealed class DotnetParityTests : IDisposable
{
    private const string Stateless = "2026-07-28";

    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;

    public static TheoryData<string> Revisions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", Stateless];

    private static string Server => Path.Combine(AppContext.BaseDirectory, "Pipelock.McpServer.dll");

    [Theory, MemberData(nameof(Revisions))]
    public async Task On_stdio(string revision)
    {
        string[] server = ["dotnet", Server, "stdio"];

        var direct = await Transcript.OfAsync(Stdio(server), revision);
        var proxied = await Transcript.OfAsync(Stdio([.. await ProxyAsync(), "--", .. server]), revision);

        AssertSame(direct, proxied);
    }

    [Theory, MemberData(nameof(Revisions))]
    public async Task Through_the_listener(string revision)
    {
        await using var server = await McpServerUnderTest.OfDotnetAsync(Server);
        var upstream = $"http://127.0.0.1:{server.Port}/mcp";
        await using var proxy = await McpListenerUnderTest.StartAsync(McpSite.Lenient, upstream);

        var direct = await Transcript.OfAsync(Http(upstream), revision);
        var proxied = await Transcript.OfAsync(Http($"http://127.0.0.1:{proxy.Port}/mcp"), revision);

        AssertSame(direct, proxied);
    }

    [Theory, MemberData(nameof(Revisions))]
    public async Task From_stdio_to_HTTP(string revision)
    {
        await using var server = await McpServerUnderTest.OfDotnetAsync(Server);
        var upstream = $"http://127.0.0.1:{server.Port}/mcp";

        var direct = await Transcript.OfAsync(Http(upstream), revision);
        var proxied = await Transcript.OfAsync(Stdio([.. await ProxyAsync(), "--upstream", upstream]), revision);

        AssertSame(direct, proxied);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static void AssertSame(List<string> direct, List<string> proxied)
    {
        Assert.Contains(direct, line => line.StartsWith("elicit: {", StringComparison.Ordinal));
        Assert.Equal(direct, proxied);
    }

    private static StdioClientTransport Stdio(string[] command) =>
        new(new StdioClientTransportOptions { Name = "lab", Command = command[0], Arguments = command[1..] });

    private static HttpClientTransport Http(string url) => new(new HttpClientTransportOptions
    {
        Endpoint = new Uri(url),
        TransportMode = HttpTransportMode.StreamableHttp,
    });

    private async Task<string[]> ProxyAsync()
    {
        var config = Path.Combine(_directory, "pipelock.yaml");
        await File.WriteAllTextAsync(config, McpSite.Lenient);
        return [ProgramUnderTest.Path, "mcp", "proxy", "--config", config];
    }
}
