namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One clause of one branch.</summary>
/// <param name="Branch">Index of the branch.</param>
/// <param name="Clause">The place of the clause in the branch.</param>
internal readonly record struct GateStep(int Branch, int Clause);
