using System.Diagnostics;

namespace Pipelock.EndToEnd.Tests.Clients;

/// <summary>The npm packages of these tests, installed once into the user's cache from the registry npm is set
/// to.</summary>
internal static class NodeModules
{
    private static readonly Lazy<(string Directory, string? Problem)> Installed = new(Install);

    /// <summary>Where scripts find the packages.</summary>
    public static string Directory => Installed.Value.Directory;

    /// <summary>Why the packages cannot be used; null when they can.</summary>
    public static string? Problem => Installed.Value.Problem;

    /// <summary>Runs a program and returns what it wrote.</summary>
    public static (int Code, string Output, string Errors) Run(
        string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private static (string Directory, string? Problem) Install()
    {
        var sources = Path.Combine(AppContext.BaseDirectory, "Clients");
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var directory = Path.Combine(cache, "pipelock-tests", "node");
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            var wanted = File.ReadAllText(Path.Combine(sources, "package.json"));
            var stamp = Path.Combine(directory, "installed.json");
            if (!File.Exists(stamp) || File.ReadAllText(stamp) != wanted)
            {
                File.WriteAllText(Path.Combine(directory, "package.json"), wanted);
                var (code, _, errors) = Run(
                    "npm", directory, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent");
                if (code != 0) return (directory, $"npm could not install the client packages: {errors.Trim()}");
                File.WriteAllText(stamp, wanted);
            }

            File.Copy(Path.Combine(sources, "clients.mjs"), Path.Combine(directory, "clients.mjs"), overwrite: true);
            return (directory, null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (directory, "node and npm are not installed");
        }
    }
}
