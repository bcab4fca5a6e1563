using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What counts as a lookalike of an allowed address.</summary>
[Summary("What counts as a lookalike of an allowed address.")]
public sealed record AddressSimilarityOptions
{
    /// <summary>Leading characters that agree.</summary>
    [Summary("Leading characters that agree.")]
    [Bounds(0, 64)]
    public int PrefixLength { get; init; } = 4;

    /// <summary>Trailing characters that agree.</summary>
    [Summary("Trailing characters that agree.")]
    [Bounds(0, 64)]
    public int SuffixLength { get; init; } = 4;
}
