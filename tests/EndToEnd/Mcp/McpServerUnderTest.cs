using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>A real MCP server that listens on a port of its own.</summary>
internal sealed class McpServerUnderTest : IAsyncDisposable
{
    private readonly Process _process;

    private McpServerUnderTest(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts <paramref name="arguments"/> of node; <c>{port}</c> in them stands for the port.</summary>
    public static async Task<McpServerUnderTest> StartAsync(params string[] arguments) =>
        await StartAsync("node", await McpLab.DirectoryAsync(), arguments);

    /// <summary>Starts the server made with the NuGet package.</summary>
    public static Task<McpServerUnderTest> OfDotnetAsync(string assembly) =>
        StartAsync("dotnet", AppContext.BaseDirectory, [assembly, "http", "{port}"]);

    private static async Task<McpServerUnderTest> StartAsync(string program, string directory, string[] arguments)
    {
        var port = FreePort.Next(IPAddress.Loopback);
        var start = new ProcessStartInfo(
            program, arguments.Select(one => one.Replace("{port}", $"{port}", StringComparison.Ordinal)))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = $"{port}";
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await WaitAsync(port);
        return new McpServerUnderTest(process, port);
    }

    /// <summary>Waits until somebody listens at <paramref name="port"/>.</summary>
    public static async Task WaitAsync(int port)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var attempt = 0; attempt < 400; attempt++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await tick.WaitForNextTickAsync();
            }
        }

        throw new TimeoutException($"nobody listens at port {port}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
