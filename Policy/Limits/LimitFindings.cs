using System.Text;
using Pipelock.Scanners;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.Limits;

/// <summary>Words a limit that was reached as a finding, so that modes and logs treat it as one.</summary>
internal static class LimitFindings
{
    /// <summary>Too many requests to the host's domain.</summary>
    public static Finding RateLimit(ReadOnlySpan<byte> host) =>
        new(ScanLayer.RateLimit, "rate-limit", "Rate Limit", Severity.Medium,
            "rate limit exceeded for " + Domain(host)) { Where = "host" };

    /// <summary>Too many bytes exchanged with the host's domain.</summary>
    public static Finding DataBudget(ReadOnlySpan<byte> host) =>
        new(ScanLayer.DataBudget, "data-budget", "Data Budget", Severity.Medium,
            "data budget exceeded for " + Domain(host)) { Where = "host" };

    private static string Domain(ReadOnlySpan<byte> host) =>
        Encoding.UTF8.GetString(RegistrableDomain.Of(host)).ToLowerInvariant();
}
