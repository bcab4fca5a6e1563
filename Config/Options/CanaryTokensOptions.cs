using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Planted values whose appearance proves a leak.</summary>
[Summary("Planted values whose appearance proves a leak.")]
public sealed record CanaryTokensOptions
{
    /// <summary>Looks for the tokens.</summary>
    [Summary("Looks for the tokens.")]
    public bool Enabled { get; init; }

    /// <summary>The planted values.</summary>
    [Summary("The planted values.")]
    public ImmutableArray<CanaryTokenOptions> Tokens { get; init; } = [];
}
