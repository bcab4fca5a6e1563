using System.Collections.Frozen;
using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Rules;

namespace Pipelock.Policy.Suppression;

/// <summary>What the operator knows to be false: rules that do not count at certain places. Immutable,
/// thread-safe.</summary>
/// <remarks>
/// Applies to what scanners say about content, on every surface. Destinations and limits have settings of their own.
/// A core rule is only suppressed by an entry that names one host and one path or field.
/// </remarks>
public sealed class Suppressions
{
    private static readonly FrozenSet<string> s_coreRules =
        RuleSet.BuiltIn.Rules.Where(rule => rule.Core).Select(rule => rule.Name).ToFrozenSet(
            StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, ImmutableArray<SuppressionRule>> _byRule;

    /// <summary>Reads <c>suppress</c>.</summary>
    public Suppressions(ImmutableArray<SuppressOptions> entries) =>
        _byRule = entries.GroupBy(entry => entry.Rule, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(
            group => group.Key,
            group => group.Select(entry => new SuppressionRule(entry)).ToImmutableArray(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing is suppressed.</summary>
    public bool IsEmpty => _byRule.Count == 0;

    /// <summary>Whether the rule of <paramref name="finding"/> is one of those that are always on.</summary>
    internal static bool IsCore(Finding finding) =>
        finding.Layer is ScanLayer.CoreDlp or ScanLayer.CoreResponse || s_coreRules.Contains(finding.RuleName);

    /// <summary>Leaves out what is suppressed at <paramref name="place"/>.</summary>
    public Findings Without(Findings findings, scoped in SuppressionPlace place)
    {
        if (findings.IsClean || IsEmpty) return findings;
        List<Finding> kept = [];
        foreach (var finding in findings.Items)
        {
            if (!IsSuppressed(finding, place)) kept.Add(finding);
        }

        return kept.Count == findings.Count ? findings : new Findings(kept);
    }

    /// <summary>Whether an entry means <paramref name="finding"/> at <paramref name="place"/>.</summary>
    public bool IsSuppressed(Finding finding, scoped in SuppressionPlace place)
    {
        if (!LayerFacts.Of(finding.Layer).IsContent) return false;
        if (!_byRule.TryGetValue(finding.RuleName, out var rules)) return false;
        // A file is the operator's own and goes nowhere; what leaves the machine is another matter.
        var needsExact = place.File is null && IsCore(finding);
        foreach (var rule in rules)
        {
            if ((rule.IsExact || !needsExact) && rule.Covers(finding, place)) return true;
        }

        return false;
    }
}
