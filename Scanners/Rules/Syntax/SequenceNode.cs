using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>One part after the other; none at all matches the empty text.</summary>
internal sealed record SequenceNode(ImmutableArray<PatternNode> Parts) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth
    {
        get
        {
            var width = 0L;
            foreach (var part in Parts)
                width += part.MinWidth;
            return Cap(width);
        }
    }

    /// <inheritdoc/>
    public override int MaxWidth
    {
        get
        {
            var width = 0L;
            foreach (var part in Parts)
                width += part.MaxWidth;
            return Cap(width);
        }
    }
}
