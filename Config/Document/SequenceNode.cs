using System.Collections.Immutable;

namespace Pipelock.Config.Document;

/// <summary>An ordered list of nodes.</summary>
/// <param name="items">The elements in file order.</param>
/// <param name="location">Where the list starts.</param>
public sealed class SequenceNode(ImmutableArray<ConfigNode> items, SourceLocation location) : ConfigNode(location)
{
    /// <summary>The elements in file order.</summary>
    public ImmutableArray<ConfigNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string Description => "a list";
}
