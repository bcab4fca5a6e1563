using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Config.Reloading;

/// <summary>Lists of exceptions, which weaken by growing, and lists of protections, which weaken by
/// shrinking.</summary>
internal static class ListRules
{
    private static readonly ImmutableArray<(
        string Key, Func<PipelockOptions, IEnumerable<string>> Entries)> s_exceptions =
    [
        ("ssrf.ip_allowlist", o => o.Ssrf.IpAllowlist),
        ("trusted_domains", o => o.TrustedDomains),
        ("suppress", o => o.Suppress.Select(rule => $"{rule.Rule}|{rule.Path}|{rule.Host}|{rule.Field}|{rule.Tool}")),
        ("fetch_proxy.monitoring.subdomain_entropy_exclusions",
            o => o.FetchProxy.Monitoring.SubdomainEntropyExclusions),
        ("response_scanning.exempt_domains", o => o.ResponseScanning.ExemptDomains),
        ("request_body_scanning.ignore_headers", o => o.RequestBodyScanning.IgnoreHeaders),
        ("tls_interception.passthrough_domains", o => o.TlsInterception.PassthroughDomains),
        ("cross_request_detection.entropy_budget.exempt_domains",
            o => o.CrossRequestDetection.EntropyBudget.ExemptDomains),
        ("adaptive_enforcement.exempt_domains", o => o.AdaptiveEnforcement.ExemptDomains),
        ("taint.allowlisted_domains", o => o.Taint.AllowlistedDomains),
        ("media_policy.allowed_image_types", o => o.MediaPolicy.AllowedImageTypes),
        ("kill_switch.allowlist_ips", o => o.KillSwitch.AllowlistIps),
    ];

    private static readonly ImmutableArray<(
        string Key, Func<PipelockOptions, IEnumerable<string>> Entries)> s_protections =
    [
        ("internal", o => o.Internal),
        ("fetch_proxy.monitoring.blocklist", o => o.FetchProxy.Monitoring.Blocklist),
        ("dlp.patterns", o => o.Dlp.Patterns.Select(pattern => $"{pattern.Name}|{pattern.Regex}")),
        ("response_scanning.patterns", o => o.ResponseScanning.Patterns.Select(
            pattern => $"{pattern.Name}|{pattern.Regex}")),
        ("request_body_scanning.sensitive_headers", o => o.RequestBodyScanning.SensitiveHeaders),
        ("taint.protected_paths", o => o.Taint.ProtectedPaths),
        ("taint.elevated_paths", o => o.Taint.ElevatedPaths),
        ("mediation_envelope.signed_components", o => o.MediationEnvelope.SignedComponents),
    ];

    /// <summary>One sentence per list that weakens; how many entries, never which: a pattern may spell a
    /// secret.</summary>
    public static IEnumerable<string> Of(PipelockOptions before, PipelockOptions after)
    {
        foreach (var (key, entries) in s_exceptions)
        {
            var added = entries(after).Except(entries(before), StringComparer.Ordinal).Count();
            if (added > 0) yield return $"{key}: {added} more exception{(added == 1 ? "" : "s")}";
        }

        foreach (var (key, entries) in s_protections)
        {
            var gone = entries(before).Except(entries(after), StringComparer.Ordinal).Count();
            if (gone > 0) yield return $"{key}: {gone} entr{(gone == 1 ? "y" : "ies")} removed or changed";
        }

        if (before.Mode == Mode.Strict && after.Mode == Mode.Strict
            && after.ApiAllowlist.Except(before.ApiAllowlist, StringComparer.OrdinalIgnoreCase).Any())
            yield return "api_allowlist: more hosts in mode strict";
    }
}
