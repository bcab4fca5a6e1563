using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The npm packages that the tests use, fetched once into a cache outside the source tree.</summary>
internal static class NodeLab
{
    private static readonly Lazy<Task<string>> Prepared = new(PrepareAsync);

    /// <summary>Whether this machine has node and npm.</summary>
    public static bool IsAvailable => Find("node") is not null && Find("npm") is not null;

    /// <summary>The directory with <c>node_modules</c> and the scripts of the tests.</summary>
    public static Task<string> DirectoryAsync() => Prepared.Value;

    /// <summary>The entry point of a package, within the directory.</summary>
    public static string Server(string package) =>
        Path.Combine("node_modules", "@modelcontextprotocol", package, "dist", "index.js");

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private static async Task<string> PrepareAsync()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var directory = Environment.GetEnvironmentVariable("PIPELOCK_MCP_LAB") is { Length: > 0 } given
            ? given : Path.Combine(cache, "pipelock-tests", "mcp-lab");
        Directory.CreateDirectory(directory);
        var source = Path.Combine(AppContext.BaseDirectory, "Mcp", "Lab");
        var wanted = await File.ReadAllTextAsync(Path.Combine(source, "package.json"));
        var mark = Path.Combine(directory, "installed.json");
        if (!File.Exists(mark) || await File.ReadAllTextAsync(mark) != wanted)
        {
            File.Copy(Path.Combine(source, "package.json"), Path.Combine(directory, "package.json"), overwrite: true);
            var code = await RunAsync(directory, "npm", "install", "--silent", "--no-audit", "--no-fund");
            Assert.Equal(0, code);
            await File.WriteAllTextAsync(mark, wanted);
        }

        foreach (var script in Directory.EnumerateFiles(source, "*.mjs"))
            File.Copy(script, Path.Combine(directory, Path.GetFileName(script)), overwrite: true);
        return directory;
    }

    private static async Task<int> RunAsync(string directory, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
