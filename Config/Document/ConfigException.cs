using System.Collections.Immutable;

namespace Pipelock.Config.Document;

/// <summary>A configuration was refused. Carries everything that is wrong with it, not only the first thing.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Refuses a configuration because of <paramref name="problems"/> (at least one).</summary>
    public ConfigException(ImmutableArray<ConfigProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Refuses a configuration because of one problem.</summary>
    public ConfigException(ConfigProblem problem)
        : this([problem])
    {
    }

    /// <summary>Everything that is wrong, in file order.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; }
}
