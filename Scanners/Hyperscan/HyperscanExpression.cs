namespace Pipelock.Scanners.Hyperscan;

/// <summary>One expression of a database.</summary>
/// <param name="Pattern">PCRE syntax as Hyperscan takes it; must not contain U+0000.</param>
/// <param name="Flags">How to compile it.</param>
/// <param name="Id">What its matches report; several expressions may share an id.</param>
public readonly record struct HyperscanExpression(string Pattern, HyperscanFlags Flags, uint Id);
