using Pipelock.Config.Document;

namespace Pipelock.Config.Loading;

/// <summary>Turns a configuration file, the environment and the command line into options that passed every check.</summary>
public static class ConfigLoader
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">A <c>.yaml</c>, <c>.yml</c> or <c>.toml</c> file.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="overrides">What the command line sets.</param>
    /// <exception cref="ConfigException">Holds every problem found, not only the first.</exception>
    public static LoadedConfig Load(
        string path, IReadOnlyDictionary<string, string> environment, ConfigOverrides overrides) =>
        throw new NotImplementedException();

    /// <summary>The configuration in effect when no file is given.</summary>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="overrides">What the command line sets; null = nothing.</param>
    /// <exception cref="ConfigException">The environment or the command line sets something that is not allowed.</exception>
    public static LoadedConfig Defaults(
        IReadOnlyDictionary<string, string> environment, ConfigOverrides? overrides = null) =>
        throw new NotImplementedException();
}
