using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The proxy, serving MCP over HTTP and nothing else.</summary>
internal sealed class McpListenerUnderTest : IAsyncDisposable
{
    private readonly ListeningProcess _process;
    private readonly string _directory;

    private McpListenerUnderTest(ListeningProcess process, string directory) =>
        (_process, _directory) = (process, directory);

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => _process.Port;

    /// <summary>Starts it in front of a server.</summary>
    public static async Task<McpListenerUnderTest> StartAsync(string yaml, string upstream)
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        var config = Path.Combine(directory, "pipelock.yaml");
        await File.WriteAllTextAsync(config, yaml);
        var process = await ListeningProcess.StartAsync(port => new ProcessStartInfo(
            ProgramUnderTest.Path,
            ["mcp", "proxy", "--config", config, "--listen", $"127.0.0.1:{port}", "--upstream", upstream]));
        return new McpListenerUnderTest(process, directory);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
