namespace Pipelock.Config.Document;

/// <summary>One node of the tree that every reader produces, whatever the format of the file was.</summary>
/// <remarks>Immutable and therefore safe to share between threads. One node may stand at several places of a tree
/// (a YAML alias), but never below itself.</remarks>
public abstract class ConfigNode
{
    private protected ConfigNode(SourceLocation location) => Location = location;

    /// <summary>Where the node starts.</summary>
    public SourceLocation Location { get; }

    /// <summary>What the node is, with its article, for messages: <c>a list</c>, <c>an integer</c>.</summary>
    public abstract string Description { get; }
}
