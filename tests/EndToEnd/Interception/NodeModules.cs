namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Packages of npm, installed once into the user's cache.</summary>
internal static class NodeModules
{
    /// <summary>Installs them unless they are there; returns the directory that programs using them must lie
    /// in.</summary>
    public static async Task<string> InstallAsync(params string[] packages)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var directory = Path.Combine(cache, "pipelock-tests", string.Join('-', packages));
        if (packages.All(package => Directory.Exists(Path.Combine(directory, "node_modules", package.Split('@')[0]))))
            return directory;
        Directory.CreateDirectory(directory);
        var run = await ClientRun.OfAsync(
            "npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", directory, .. packages]);
        Assert.True(run.ExitCode == 0, run.Error);
        return directory;
    }
}
