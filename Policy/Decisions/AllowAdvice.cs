using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy.Suppression;
using Pipelock.Scanners;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Policy.Decisions;

/// <summary>Names the narrowest setting that would let exactly this pass.</summary>
internal static class AllowAdvice
{
    private const string Monitoring = "fetch_proxy.monitoring.";
    private const string OnlyAudit = "none narrower than mode: audit";

    /// <summary>The advice on <paramref name="cause"/>, and on the findings that weigh as much.</summary>
    public static string For(
        Finding cause, IEnumerable<Finding> equals, scoped in DecisionContext context, PipelockOptions options,
        Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        var limits = options.FetchProxy.Monitoring;
        var host = Encoding.UTF8.GetString(context.Host).ToLowerInvariant().TrimEnd('.');
        return cause.Layer switch
        {
            ScanLayer.Parser => "none: a URL that cannot be parsed is never forwarded",
            ScanLayer.Scheme => "none: only http and https are forwarded",
            ScanLayer.Allowlist => $"api_allowlist: [{host}]",
            ScanLayer.Blocklist => Unblock(host, limits),
            ScanLayer.CoreSsrf or ScanLayer.Ssrf => Reach(host, context),
            _ when IsOfContent(cause) => SuppressionAdvice.For(equals.Where(IsOfContent), context, holdsNoSecret),
            ScanLayer.McpBudget => $"raise {cause.Where}",
            ScanLayer.McpBinding => cause.Where,
            ScanLayer.McpMedia => "media_policy",
            ScanLayer.McpMessage => "none: what can be read in two ways is never forwarded",
            ScanLayer.SessionProfiling => "session_profiling.anomaly_action: warn",
            ScanLayer.SessionDeny or ScanLayer.Airlock =>
                "pipelock session release, or wait until the session recovers",
            ScanLayer.Budget => $"agents: a higher budget.{cause.RuleId}",
            ScanLayer.CrossRequest => "cross_request_detection.action: warn",
            ScanLayer.CrossRequestEntropy => $"cross_request_detection.entropy_budget.exempt_domains: [{host}]",
            ScanLayer.Entropy => Entropy(cause, host, limits),
            ScanLayer.SubdomainEntropy => $"{Monitoring}subdomain_entropy_exclusions: [{host}]",
            ScanLayer.RateLimit => Wait(context, "max_requests_per_minute", limits.MaxRequestsPerMinute),
            ScanLayer.DataBudget => Wait(context, "max_data_per_minute", limits.MaxDataPerMinute),
            ScanLayer.Length => $"{Monitoring}max_url_length: {Longer(context.Url.Length, limits)}",
            _ => OnlyAudit,
        };
    }

    /// <summary>What is found in content is forgiven by rule and place; some layers have lists of their own.</summary>
    private static bool IsOfContent(Finding finding) => LayerFacts.Of(finding.Layer).IsContent && finding.Layer is not
        (ScanLayer.Entropy or ScanLayer.SubdomainEntropy or ScanLayer.CrossRequest or ScanLayer.CrossRequestEntropy
            or ScanLayer.McpMedia);

    private static string Unblock(string host, FetchMonitoringOptions limits)
    {
        var name = Encoding.UTF8.GetBytes(host);
        var entry = limits.Blocklist.FirstOrDefault(pattern => new HostPatterns([pattern]).Contains(name));
        return entry is null
            ? $"remove the entry that matches from {Monitoring}blocklist"
            : $"remove \"{entry}\" from {Monitoring}blocklist";
    }

    private static string Reach(string host, in DecisionContext context)
    {
        if (HostLiteral.TryParse(context.Host, out IpBits literal))
            return $"ssrf.ip_allowlist: [{Network(literal.ToIPAddress())}]";
        if (host.Length > 0)
            return $"trusted_domains: [{host}]";
        return context.Address is { } address ? $"ssrf.ip_allowlist: [{Network(address)}]" : "ssrf.ip_allowlist";
    }

    private static string Network(IPAddress address) =>
        $"{address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";

    private static string Entropy(Finding cause, string host, FetchMonitoringOptions limits) =>
        cause.Where.StartsWith("path", StringComparison.OrdinalIgnoreCase) && host.Length > 0
            ? $"{Monitoring}subdomain_entropy_exclusions: [{host}]"
            : $"{Monitoring}entropy_threshold: {Above(cause.Reason, limits.EntropyThreshold)}";

    /// <summary>A threshold just above what was measured; the sentence of the finding tells the measure.</summary>
    private static string Above(string reason, double threshold)
    {
        var measured = reason.Split([' ', '(', ')', ',', '='], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var bits) ? bits : 0)
            .FirstOrDefault(bits => bits > threshold && bits <= 8);
        var enough = measured > 0 ? Math.Ceiling((measured * 10) + 0.5) / 10 : threshold + 0.5;
        return Math.Min(enough, 8).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static int Longer(int length, FetchMonitoringOptions limits) =>
        length > limits.MaxUrlLength ? length : limits.MaxUrlLength * 2;

    private static string Wait(in DecisionContext context, string key, long now) =>
        context.RetryAfterSeconds > 0
            ? $"retry in {context.RetryAfterSeconds} s, or raise {Monitoring}{key} (now {now})"
            : $"raise {Monitoring}{key} (now {now})";
}
