using System.Collections.Immutable;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;
using Pipelock.Config.Options;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Loading;

/// <summary>
/// Turns a configuration file, the environment and the command line into options that passed every check.
/// </summary>
/// <remarks>
/// (a) bytes ──► (b) document ──► (c) options over the defaults ──► (d) one spelling, absolute paths ──►
/// (e) environment ──► (f) command line ──► (g) all rules ──► (h) credentials. Whatever fails from (c) on is reported
/// together. Stateless and safe to call from any thread.
/// </remarks>
public static class ConfigLoader
{
    /// <summary>The hash of a configuration that came from no file.</summary>
    public const string DefaultsHash = "defaults";

    /// <summary>Loads a file.</summary>
    /// <param name="path">A <c>.yaml</c>, <c>.yml</c> or <c>.toml</c> file.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="overrides">What the command line sets; null = nothing.</param>
    /// <exception cref="ConfigException">Holds every problem found, not only the first.</exception>
    public static LoadedConfig Load(
        string path, IReadOnlyDictionary<string, string> environment, ConfigOverrides? overrides = null)
    {
        var file = ConfigFile.Read(path); // (a), (b)
        var bound = ConfigBinder.Bind<PipelockOptions>(file.Root, path); // (c)
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        return Finish(bound, file.Hash, directory, environment, overrides ?? ConfigOverrides.None);
    }

    /// <summary>The configuration in effect when no file is given.</summary>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="overrides">What the command line sets; null = nothing.</param>
    /// <exception cref="ConfigException">
    /// The environment or the command line sets something that is not allowed.
    /// </exception>
    public static LoadedConfig Defaults(
        IReadOnlyDictionary<string, string> environment, ConfigOverrides? overrides = null)
    {
        var bound = new BoundConfig<PipelockOptions>(new PipelockOptions(), [], KeyLocations.None, []);
        return Finish(bound, DefaultsHash, null, environment, overrides ?? ConfigOverrides.None);
    }

    private static LoadedConfig Finish(
        BoundConfig<PipelockOptions> bound,
        string hash,
        string? directory,
        IReadOnlyDictionary<string, string> environment,
        ConfigOverrides overrides)
    {
        var sink = new ValidationSink(bound.Locations);
        var options = OptionsNormalizer.Normalize(bound.Value); // (d)
        options = new PathResolver(directory).Resolve(options, StateDirectory.Resolve(environment), sink);
        options = new EnvironmentOverrides(environment).Apply(options, sink); // (e)
        var flags = overrides.Problems().ToImmutableArray();
        if (flags.IsEmpty)
            options = overrides.Apply(options); // (f)
        OptionsValidator.Validate(options, sink); // (g)
        options = new CredentialResolver(environment).Resolve(options, sink); // (h)

        var problems = Merge(bound.Problems, sink.Problems, flags);
        if (!problems.IsEmpty)
            throw new ConfigException(problems);
        return new LoadedConfig(
            options, hash, sink.Warnings, InactiveSections.Find(options, bound.Locations));
    }

    // A key that did not bind holds its default, so what a rule says about it (or about its section) would mislead.
    private static ImmutableArray<ConfigProblem> Merge(
        ImmutableArray<ConfigProblem> binding, ImmutableArray<ConfigProblem> rules, ImmutableArray<ConfigProblem> flags)
    {
        var honest = rules.Where(rule => !binding.Any(
            bound => IsWithin(bound.KeyPath, rule.KeyPath) || IsWithin(rule.KeyPath, bound.KeyPath)));
        return
        [
            .. flags.Concat(binding).Concat(honest)
                .OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)
                .Take(ReaderLimits.MaxProblems),
        ];
    }

    private static bool IsWithin(string inner, string outer) =>
        outer.Length > 0 && inner.StartsWith(outer, StringComparison.Ordinal)
        && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}
