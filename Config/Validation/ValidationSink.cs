using System.Collections.Immutable;
using Pipelock.Config.Binding;
using Pipelock.Config.Document;

namespace Pipelock.Config.Validation;

/// <summary>Collects what rules find, so that one run reports everything at once.</summary>
/// <param name="keys">Where the keys stand in the file; <see cref="KeyLocations.None"/> without a file.</param>
internal sealed class ValidationSink(KeyLocations keys)
{
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<ConfigProblem> _warnings = [];

    /// <summary>What makes the configuration unusable, in file order.</summary>
    public ImmutableArray<ConfigProblem> Problems => InFileOrder(_problems);

    /// <summary>What is allowed but unwise, in file order.</summary>
    public ImmutableArray<ConfigProblem> Warnings => InFileOrder(_warnings);

    /// <summary>Refuses the configuration because of the key at <paramref name="key"/>.</summary>
    public void Error(string key, string message) => _problems.Add(keys.Problem(key, message));

    /// <summary>Advises the operator about the key at <paramref name="key"/>.</summary>
    public void Warn(string key, string message) => _warnings.Add(keys.Problem(key, message));

    /// <summary>Refuses the configuration unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string key, string message)
    {
        if (!holds)
            Error(key, message);
    }

    // Stable, so that two problems at one place stay in the order of the rules.
    private static ImmutableArray<ConfigProblem> InFileOrder(List<ConfigProblem> found) =>
        [.. found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
