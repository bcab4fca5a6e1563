using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Real MCP servers that listen on a port of their own.</summary>
internal static class McpServerUnderTest
{
    /// <summary>Starts <paramref name="arguments"/> of node; <c>{port}</c> in them stands for the port.</summary>
    public static async Task<ListeningProcess> StartAsync(params string[] arguments) =>
        await StartAsync("node", await McpLab.DirectoryAsync(), arguments);

    /// <summary>Starts the server made with the NuGet package.</summary>
    public static Task<ListeningProcess> OfDotnetAsync(string assembly) =>
        StartAsync("dotnet", AppContext.BaseDirectory, [assembly, "http", "{port}"]);

    private static Task<ListeningProcess> StartAsync(string program, string directory, string[] arguments) =>
        ListeningProcess.StartAsync(port => new ProcessStartInfo(
            program, arguments.Select(one => one.Replace("{port}", $"{port}", StringComparison.Ordinal)))
        {
            WorkingDirectory = directory,
            Environment = { ["PORT"] = $"{port}" },
        });
}
