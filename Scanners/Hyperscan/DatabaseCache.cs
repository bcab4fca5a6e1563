namespace Pipelock.Scanners.Hyperscan;

/// <summary>Keeps compiled databases on disk, so that a start costs microseconds instead of a compilation.</summary>
public sealed class DatabaseCache
{
    /// <summary>Uses <paramref name="directory"/>, which is created (mode 0700) when it does not exist.</summary>
    public DatabaseCache(string directory) => Directory = directory;

    /// <summary>Where the files are.</summary>
    public string Directory { get; }
}
