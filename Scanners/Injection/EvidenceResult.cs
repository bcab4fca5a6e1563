namespace Pipelock.Scanners.Injection;

/// <summary>What a conviction rests on.</summary>
/// <param name="Rule">The rule that weighs most.</param>
/// <param name="Score">The sum of the evidence.</param>
/// <param name="IsWeak">It comes close to enough, and is not.</param>
internal readonly record struct EvidenceResult(int Rule, int Score, bool IsWeak = false);
