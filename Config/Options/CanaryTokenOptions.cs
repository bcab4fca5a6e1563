using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One planted value.</summary>
[Summary("One planted value.")]
public sealed record CanaryTokenOptions
{
    /// <summary>Display name, unique without regard to case.</summary>
    [Summary("Display name, unique without regard to case.")]
    public string Name { get; init; } = "";

    /// <summary>The value, at least 8 characters, unique.</summary>
    [Summary("The value, at least 8 characters, unique.")]
    public string Value { get; init; } = "";

    /// <summary>Environment variable it was planted in.</summary>
    [Summary("Environment variable it was planted in.")]
    public string EnvVar { get; init; } = "";

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(CanaryTokenOptions);
}
