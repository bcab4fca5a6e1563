using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The proxy, serving MCP over HTTP and nothing else.</summary>
internal sealed class McpListenerUnderTest : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private McpListenerUnderTest(Process process, string directory) => (_process, _directory) = (process, directory);

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it at <paramref name="port"/> of 127.0.0.1.</summary>
    public static async Task<McpListenerUnderTest> StartAsync(string yaml, int port, string upstream)
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        var config = Path.Combine(directory, "pipelock.yaml");
        await File.WriteAllTextAsync(config, yaml);
        var process = Process.Start(new ProcessStartInfo(
            ProgramUnderTest.Path,
                ["mcp", "proxy", "--config", config, "--listen", $"127.0.0.1:{port}", "--upstream", upstream])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await McpServerUnderTest.WaitAsync(port);
        return new McpListenerUnderTest(process, directory);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
