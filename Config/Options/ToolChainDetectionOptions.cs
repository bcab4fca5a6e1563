using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Detection of dangerous sequences of tool calls.</summary>
[Summary("Detection of dangerous sequences of tool calls.")]
public sealed record ToolChainDetectionOptions
{
    /// <summary>Categories that a sequence may speak of, the built-in ones included.</summary>
    public const int MaxCategories = 64;

    /// <summary>The categories that need no definition; the earlier decides where a tool's name fits two.</summary>
    public static ImmutableArray<string> BuiltInCategories { get; } =
        ["exec", "persist", "env", "network", "write", "read", "list"];

    /// <summary>Looks for sequences.</summary>
    [Summary("Looks for sequences.")]
    public bool Enabled { get; init; }

    /// <summary>What a sequence does; unset = the mode decides.</summary>
    [Summary("What a sequence does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Calls looked back at.</summary>
    [Summary("Calls looked back at.")]
    [Bounds(0, 10000)]
    public int WindowSize { get; init; } = 20;

    /// <summary>Seconds looked back.</summary>
    [Summary("Seconds looked back.")]
    [Bounds(0, 86400)]
    public int WindowSeconds { get; init; } = 60;

    /// <summary>Other calls allowed between two steps; 0 = none.</summary>
    [Summary("Other calls allowed between two steps; 0 = none.")]
    [Bounds(0, 10000)]
    public int MaxGap { get; init; } = 3;

    /// <summary>Tool names by category, where the name alone does not tell.</summary>
    [Summary("Tool names by category, where the name alone does not tell.")]
    public ImmutableDictionary<string, ImmutableArray<string>> ToolCategories { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Action by name of a built-in sequence.</summary>
    [Summary("Action by name of a built-in sequence.")]
    public ImmutableDictionary<string, BlockAction> PatternOverrides { get; init; } =
        ImmutableDictionary<string, BlockAction>.Empty;

    /// <summary>Sequences of the operator.</summary>
    [Summary("Sequences of the operator.")]
    public ImmutableArray<ToolChainPatternOptions> CustomPatterns { get; init; } = [];
}
