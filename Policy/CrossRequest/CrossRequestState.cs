namespace Pipelock.Policy.CrossRequest;

/// <summary>What detection across requests does at a moment.</summary>
/// <param name="CountsEntropy">Random-looking data is weighed.</param>
/// <param name="KeepsFragments">Pieces are kept and put together.</param>
/// <param name="FragmentBytes">Bytes of pieces kept, of all sessions.</param>
public readonly record struct CrossRequestState(bool CountsEntropy, bool KeepsFragments, long FragmentBytes)
{
    /// <summary>This and another detection together.</summary>
    public CrossRequestState And(CrossRequestState other) => new(
        CountsEntropy || other.CountsEntropy, KeepsFragments || other.KeepsFragments,
        FragmentBytes + other.FragmentBytes);
}
