using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>The npm packages of the tests, fetched once by scripts/ensure-tools.sh into the user's cache.</summary>
internal static class NodePackages
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_prepared = new();

    /// <summary>Why tests that need them cannot run here; null when they can.</summary>
    public static string? Problem { get; } =
        Find("node") && Find("npm") ? null : "node and npm are not installed";

    /// <summary>The directory of the tests' own scripts, among which <c>node_modules</c> now is.</summary>
    /// <param name="folder">Where scripts and package.json lie beside the tests.</param>
    public static Task<string> BesideAsync(string folder) =>
        s_prepared.GetOrAdd(folder, static folder => new Lazy<Task<string>>(() => PrepareAsync(folder))).Value;

    private static async Task<string> PrepareAsync(string folder)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, folder);
        var script = Path.Combine(ProgramUnderTest.SourceTree, "scripts", "ensure-tools.sh");
        var start = new ProcessStartInfo(script, [Path.Combine(directory, "package.json")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var packages = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);

        var link = Path.Combine(directory, "node_modules");
        if (new FileInfo(link).LinkTarget is not null) File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(packages, "node_modules"));
        return directory;
    }

    private static bool Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}
