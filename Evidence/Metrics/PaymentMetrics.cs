using Pipelock.Scanners;
using Pipelock.Scanners.Payments;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts payment addresses that are not allowed. Thread-safe; every label is of a closed set.</summary>
public sealed class PaymentMetrics
{
    /// <summary>By chain, and by whether an address resembles an allowed one.</summary>
    internal CounterFamily Family { get; } =
        new("address_findings_total", "Payment addresses that are not allowed, by chain.", "chain", "verdict");

    /// <summary>Counts the payment addresses among findings.</summary>
    public void Seen(in Findings findings)
    {
        foreach (var finding in findings.Items)
        {
            if (finding.Layer != ScanLayer.AddressProtection)
                continue;
            var rule = finding.RuleId;
            var isLookalike = rule.StartsWith(PaymentRuleIds.Lookalike, StringComparison.Ordinal);
            Family.With(rule[(rule.LastIndexOf('-') + 1)..], isLookalike ? "lookalike" : "unknown").Increment();
        }
    }
}
