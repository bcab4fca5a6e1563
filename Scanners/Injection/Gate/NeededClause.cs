namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One word of several is needed.</summary>
/// <param name="Gap">What can stand between it and the word before; its own bytes count as part of the width.</param>
/// <param name="Words">The words; the same list wherever they are the same.</param>
internal sealed record NeededClause(Filling Gap, string[] Words);
