using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Mcp.Chains;

/// <summary>A sequence of tool calls that should not happen. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Severity">How bad it is.</param>
internal sealed record ChainPattern(string Name, ImmutableArray<ChainPatternStep> Steps, ChainSeverity Severity)
{
    /// <summary>
    /// The categories alone are everyday work: without <see cref="ChainPatternStep.Evidence"/> it only warns, unless
    /// the
    /// operator says what exactly this pattern does.
    /// </summary>
    public bool NeedsEvidence { get; init; }

    /// <summary>How many steps must show their evidence.</summary>
    public int EvidenceCount { get; init; } = 1;

    /// <summary>Where the section blocks, it blocks without evidence, too; bursts and common pairs do not.</summary>
    public bool FollowsSection => Severity >= ChainSeverity.High && EvidenceCount == 1;

    /// <summary>What the operator said of this pattern; null = the section decides.</summary>
    public BlockAction? Own { get; init; }
}
