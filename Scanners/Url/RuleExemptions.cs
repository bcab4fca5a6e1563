using System.Collections.Frozen;
using Pipelock.Scanners.Addresses;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Knows which secret rules are core, and on which hosts an operator does not want one of the others.
/// </summary>
internal sealed class RuleExemptions
{
    private readonly FrozenSet<string> _core;
    private readonly FrozenDictionary<string, HostPatterns> _exempt;

    /// <summary>Reads both from the rules in force.</summary>
    public RuleExemptions(IEnumerable<SecretRule> rules)
    {
        SecretRule[] all = [.. rules];
        _core = all.Where(r => r.Core).Select(r => r.Id).ToFrozenSet();
        _exempt = all
            .Where(r => !r.Core && !r.ExemptDomains.IsDefaultOrEmpty)
            .GroupBy(r => r.Id)
            .ToFrozenDictionary(g => g.Key, g => new HostPatterns(g.SelectMany(r => r.ExemptDomains)));
    }

    /// <summary>Drops what is exempt on a host; core rules never are.</summary>
    public Findings Without(Findings findings, ReadOnlySpan<byte> host)
    {
        if (findings.IsClean || _exempt.Count == 0)
            return findings;

        List<Finding> kept = [];
        foreach (var finding in findings.Items)
        {
            if (!(_exempt.TryGetValue(finding.RuleId, out var hosts) && hosts.Contains(host)))
                kept.Add(finding);
        }

        return new Findings(kept);
    }

    /// <summary>Puts findings of core rules first and under the core's own layer.</summary>
    public Findings PutCoreFirst(Findings findings)
    {
        List<Finding> ordered = [];
        foreach (var finding in findings.Items)
        {
            if (_core.Contains(finding.RuleId))
            {
                ordered.Add(finding with
                {
                    Layer = ScanLayer.CoreDlp,
                    Reason = FindingReason.CoreSecret(finding.RuleName, finding.Severity),
                });
            }
        }

        ordered.AddRange(findings.Items.Where(f => !_core.Contains(f.RuleId)));
        return new Findings(ordered);
    }
}
