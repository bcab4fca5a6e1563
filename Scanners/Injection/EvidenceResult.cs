namespace Pipelock.Scanners.Injection;

/// <summary>What a conviction rests on.</summary>
/// <param name="Rule">The rule that weighs most.</param>
/// <param name="Score">The sum of the evidence.</param>
internal readonly record struct EvidenceResult(int Rule, int Score);
