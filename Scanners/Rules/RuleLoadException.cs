using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules;

/// <summary>Rules cannot be used; lists every bad one, not only the first.</summary>
public sealed class RuleLoadException : Exception
{
    /// <summary>Wraps all problems of one load.</summary>
    public RuleLoadException(IEnumerable<RuleProblem> problems)
        : this([.. problems])
    {
    }

    private RuleLoadException(ImmutableArray<RuleProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Every problem, in the order of the files and rules.</summary>
    public ImmutableArray<RuleProblem> Problems { get; }
}
