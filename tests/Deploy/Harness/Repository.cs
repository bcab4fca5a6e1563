namespace Pipelock.Deploy.Tests.Harness;

/// <summary>Where things lie in the source tree.</summary>
internal static class Repository
{
    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The chart.</summary>
    public static string Chart => At("deploy/helm/pipelock");

    /// <summary>The program, built by scripts/build.sh.</summary>
    public static string Program => At("out/pipelock");

    /// <summary>The full path of a file of the repository.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "pipelock-fast.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return directory.FullName;
    }
}
