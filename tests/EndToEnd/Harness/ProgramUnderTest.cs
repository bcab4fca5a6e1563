namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>Where the program under test and its companions lie.</summary>
internal static class ProgramUnderTest
{
    private static readonly Lazy<string> s_found = new(Find);

    /// <summary>The executable: <c>PIPELOCK_BIN</c> where that is set, else <c>out/pipelock</c> of this source
    /// tree.</summary>
    public static string Path => s_found.Value;

    /// <summary>The test origin as an assembly for <c>dotnet</c>; it lies beside the tests.</summary>
    public static string OriginAssembly => System.IO.Path.Combine(AppContext.BaseDirectory, "Pipelock.Origin.dll");

    /// <summary>The root of the source tree that the tests were built from.</summary>
    public static string SourceTree
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null
                && !File.Exists(System.IO.Path.Combine(directory.FullName, "pipelock-fast.sln")))
                directory = directory.Parent;
            return directory?.FullName
                ?? throw new FileNotFoundException("pipelock-fast.sln is in no directory above the tests");
        }
    }

    private static string Find()
    {
        var named = Environment.GetEnvironmentVariable("PIPELOCK_BIN");
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named) ? named : throw new FileNotFoundException($"PIPELOCK_BIN names no file: {named}");

        for (var directory = new DirectoryInfo(
            AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(directory.FullName, "pipelock-fast.sln")))
                continue;
            var program = System.IO.Path.Combine(directory.FullName, "out", "pipelock");
            return File.Exists(program)
                ? program
                : throw new FileNotFoundException($"{program} is missing; run scripts/build.sh first");
        }

        throw new FileNotFoundException("pipelock-fast.sln is in no directory above the tests; set PIPELOCK_BIN");
    }
}
