using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One injection pattern of the operator.</summary>
[Summary("One injection pattern of the operator.")]
public sealed record ResponsePatternOptions
{
    /// <summary>Display name, unique.</summary>
    [Summary("Display name, unique.")]
    public string Name { get; init; } = "";

    /// <summary>Regular expression (RE2 syntax).</summary>
    [Summary("Regular expression (RE2 syntax).")]
    public string Regex { get; init; } = "";
}
