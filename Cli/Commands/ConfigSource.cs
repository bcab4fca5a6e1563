using System.Collections;
using System.CommandLine;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;

namespace Pipelock.Cli.Commands;

/// <summary>
/// Loads the configuration that a command line names, and tells the operator everything that is wrong with it.
/// </summary>
internal static class ConfigSource
{
    public static Option<string?> Option() => new("--config", "-c")
    {
        Description = "Configuration file, .yaml or .toml; without it the embedded defaults apply.",
        HelpName = "FILE",
    };

    /// <summary>The process environment by name.</summary>
    public static Dictionary<string, string> Environment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    /// <summary>Loads the file, or the defaults where there is none.</summary>
    /// <exception cref="ConfigException">Holds every problem.</exception>
    public static LoadedConfig Load(string? path, ConfigOverrides? overrides = null) =>
        path is null
            ? ConfigLoader.Defaults(Environment(), overrides)
            : ConfigLoader.Load(path, Environment(), overrides);

    /// <summary>Writes every problem on a line of its own.</summary>
    public static void Report(ConfigException exception, TextWriter output)
    {
        foreach (var problem in exception.Problems) output.WriteLine(problem);
    }
}
