using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules;

/// <summary>A pack of rules.</summary>
public sealed class RuleSet
{
    /// <summary>Wraps rules that were read elsewhere.</summary>
    public RuleSet(ImmutableArray<SecretRule> rules) => Rules = rules;

    /// <summary>The rules, in the order written.</summary>
    public ImmutableArray<SecretRule> Rules { get; }
}
