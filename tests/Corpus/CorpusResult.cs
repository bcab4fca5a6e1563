using Pipelock.Scanners;

namespace Pipelock.Corpus.Tests;

/// <summary>One case and what was found in it.</summary>
/// <param name="Test">The case.</param>
/// <param name="Findings">What would stop it.</param>
public sealed record CorpusResult(CorpusCase Test, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the engine's verdict is the right one, by the rule that is expected.</summary>
    public bool IsRight => Test.IsAttack
        ? Findings.Count > 0 && (Test.Rule.Length == 0 || Findings.Any(finding => finding.RuleId == Test.Rule))
        : Findings.Count == 0;

    /// <summary>The case and the rules that spoke; never the text.</summary>
    public override string ToString() =>
        $"{Test.Id} [{string.Join(", ", Findings.Select(f => $"{f.Layer}/{f.RuleId}").Distinct())}] {Test.Why}";
}
