using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Any one of its choices.</summary>
internal sealed record AlternationNode(ImmutableArray<PatternNode> Choices) : PatternNode
{
    /// <inheritdoc/>
    public override int MinWidth
    {
        get
        {
            var width = Unbounded;
            foreach (var choice in Choices)
                width = Math.Min(width, choice.MinWidth);
            return width;
        }
    }

    /// <inheritdoc/>
    public override int MaxWidth
    {
        get
        {
            var width = 0;
            foreach (var choice in Choices)
                width = Math.Max(width, choice.MaxWidth);
            return width;
        }
    }
}
