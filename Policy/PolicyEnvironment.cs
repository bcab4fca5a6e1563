using System.Collections.Immutable;

namespace Pipelock.Policy;

/// <summary>What a snapshot takes from the machine, read once by whoever starts the program.</summary>
public sealed record PolicyEnvironment
{
    /// <summary>The environment variables, whose values may be secrets to look for.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where compiled rules are kept between starts; null keeps them nowhere.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>The directory of the operator's own rule packs, read at every load; null for none.</summary>
    public string? RulePackDirectory { get; init; }

    /// <summary>The name of the type alone: the values in here are secrets and must not reach a log.</summary>
    public override string ToString() => nameof(PolicyEnvironment);
}
