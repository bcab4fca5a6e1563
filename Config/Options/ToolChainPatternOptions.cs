using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One sequence of tool calls.</summary>
[Summary("One sequence of tool calls.")]
public sealed record ToolChainPatternOptions
{
    /// <summary>Longest sequence.</summary>
    public const int MaxSteps = 64;

    /// <summary>Display name.</summary>
    [Summary("Display name.")]
    public string Name { get; init; } = "";

    /// <summary>Categories in order, at least two.</summary>
    [Summary("Categories in order, at least two.")]
    public ImmutableArray<string> Sequence { get; init; } = [];

    /// <summary>How bad it is.</summary>
    [Summary("How bad it is.")]
    public ChainSeverity Severity { get; init; } = ChainSeverity.High;

    /// <summary>What it does; unset = the section's action.</summary>
    [Summary("What it does; unset = the section's action.")]
    public BlockAction? Action { get; init; }
}
