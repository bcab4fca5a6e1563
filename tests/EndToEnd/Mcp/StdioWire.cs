using System.Diagnostics;
using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Over standard input and output of a process.</summary>
internal sealed class StdioWire(Process process, string directory) : McpWire
{
    /// <summary>The proxy.</summary>
    public Process Process => process;

    /// <summary>Starts <c>mcp proxy</c> with these arguments.</summary>
    public static async Task<StdioWire> StartAsync(string yaml, params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        var config = Path.Combine(directory, "pipelock.yaml");
        await File.WriteAllTextAsync(config, yaml);
        var start = new ProcessStartInfo(ProgramUnderTest.Path, ["mcp", "proxy", "--config", config, .. arguments])
        {
            WorkingDirectory = await McpLab.DirectoryAsync(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new StdioWire(process, directory);
    }

    /// <summary>The next line of the server; null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await process.StandardOutput.ReadLineAsync(patience.Token);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    /// <inheritdoc/>
    protected override async Task<JsonNode> ExchangeAsync(byte[] message)
    {
        await NotifyAsync(message);
        while (await ReadLineAsync() is { } line)
        {
            var node = JsonNode.Parse(line)!;
            if (node is JsonArray || node["method"] is null) return node;
        }

        throw new EndOfStreamException("the proxy closed its output");
    }

    /// <inheritdoc/>
    protected override async Task NotifyAsync(byte[] message)
    {
        await process.StandardInput.BaseStream.WriteAsync((byte[])[.. message, (byte)'\n']);
        await process.StandardInput.BaseStream.FlushAsync();
    }
}
