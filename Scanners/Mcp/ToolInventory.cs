using System.Collections.Immutable;

namespace Pipelock.Scanners.Mcp;

/// <summary>The tools of one <c>tools/list</c> answer.</summary>
/// <param name="IsList">Whether the result has an array of tools at all.</param>
/// <param name="Tools">The tools in the order in which they are listed.</param>
public sealed record ToolInventory(bool IsList, ImmutableArray<ListedTool> Tools)
{
    /// <summary>Most tools that are read of one answer; more of them is itself a finding of the last one.</summary>
    public const int MaxTools = 10_000;

    /// <summary>What is answered for a result that lists no tools.</summary>
    public static ToolInventory None { get; } = new(false, []);

    /// <summary>The findings of all tools, in their order.</summary>
    public Findings Findings => new([.. Tools.SelectMany(tool => tool.Findings.Items)]);
}
