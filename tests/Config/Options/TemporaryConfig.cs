using System.Collections.Immutable;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;

namespace Pipelock.Config.Tests.Options;

/// <summary>A configuration file in a directory of its own, both gone after the test.</summary>
internal sealed class TemporaryConfig : IDisposable
{
    public TemporaryConfig(string name, string content)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("pipelock-config-").FullName;
        Path = System.IO.Path.Combine(Directory, name);
        File.WriteAllText(Path, content);
    }

    public static IReadOnlyDictionary<string, string> NoEnvironment { get; } = new Dictionary<string, string>
    {
        ["HOME"] = "/home/agent",
    };

    public string Directory { get; }

    public string Path { get; }

    /// <summary>What <paramref name="yaml"/> loads to; throws where it does not.</summary>
    public static LoadedConfig Yaml(string yaml)
    {
        using var file = new TemporaryConfig("pipelock.yaml", yaml);
        return file.Load();
    }

    /// <summary>What is wrong with <paramref name="yaml"/>; empty when nothing is.</summary>
    public static ImmutableArray<ConfigProblem> Problems(string yaml)
    {
        try
        {
            _ = Yaml(yaml);
            return [];
        }
        catch (ConfigException e)
        {
            return e.Problems;
        }
    }

    public LoadedConfig Load(
        ConfigOverrides? overrides = null, params (string Name, string Value)[] environment) =>
        ConfigLoader.Load(
            Path,
            environment.Aggregate(
                new Dictionary<string, string>(NoEnvironment),
                (all, one) =>
                {
                    all[one.Name] = one.Value;
                    return all;
                }),
            overrides);

    /// <summary>Writes a file beside the configuration; returns its path.</summary>
    public string Beside(
        string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = System.IO.Path.Combine(Directory, name);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        return path;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
