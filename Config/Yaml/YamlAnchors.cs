using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Keeps what anchors stand for and counts what the tree would be if every alias were written out.</summary>
/// <remarks>An alias shares the node it names, so memory is never the problem; whoever walks the tree pays for each
/// visit, and that is what <see cref="ReaderLimits.MaxNodes"/> bounds.</remarks>
internal sealed class YamlAnchors(YamlProblems problems)
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);
    private int _nodes;
    private int _deepest;

    /// <summary>Counts a node that starts at <paramref name="depth"/>.</summary>
    /// <returns>What <see cref="Close"/> needs to know of the start.</returns>
    /// <exception cref="YamlReadException">Too many nodes, or too deep.</exception>
    public (int NodesBefore, int Depth, int DeepestBefore) Open(SourceLocation location, int depth)
    {
        var open = (_nodes, depth, _deepest);
        _deepest = 0;
        Count(1, depth, location);
        return open;
    }

    /// <summary>Ends a node; from here on aliases can name it by <paramref name="anchor"/> (null for none).</summary>
    public void Close((int NodesBefore, int Depth, int DeepestBefore) open, string? anchor, ConfigNode node)
    {
        // YAML 1.2 §3.2.2.2: an anchor may be given anew; aliases refer to the latest.
        if (anchor is not null)
            _anchors[anchor] = new Anchor(node, _nodes - open.NodesBefore, _deepest - open.Depth);
        _deepest = Math.Max(_deepest, open.DeepestBefore);
    }

    /// <summary>The node that <paramref name="anchor"/> names.</summary>
    /// <exception cref="YamlReadException">Written out, the tree would be too large or too deep.</exception>
    public ConfigNode Resolve(string anchor, SourceLocation location, string path, int depth)
    {
        if (_anchors.TryGetValue(anchor, out var target))
        {
            Count(target.Size, depth + target.Height, location);
            return target.Node;
        }

        problems.Add(
            location, path, "this alias names no anchor before it; an anchor is set with &name, outside of itself");
        return ScalarNode.Null("", location);
    }

    private void Count(int nodes, int deepest, SourceLocation location)
    {
        _nodes += nodes;
        if (_nodes > ReaderLimits.MaxNodes)
            throw new YamlReadException(
                location, $"the file has more than {ReaderLimits.MaxNodes} values, aliases written out");
        _deepest = Math.Max(_deepest, deepest);
        if (_deepest > ReaderLimits.MaxDepth)
            throw new YamlReadException(location, $"values nest at most {ReaderLimits.MaxDepth} deep");
    }

    private sealed record Anchor(ConfigNode Node, int Size, int Height);
}
