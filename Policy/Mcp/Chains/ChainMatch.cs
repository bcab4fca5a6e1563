namespace Pipelock.Policy.Mcp.Chains;

/// <summary>A pattern that a call completes.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="IsEvident">The arguments show that it is what it looks like.</param>
internal readonly record struct ChainMatch(ChainPattern Pattern, bool IsEvident);
