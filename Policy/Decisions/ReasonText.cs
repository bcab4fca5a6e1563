using Pipelock.Scanners;

namespace Pipelock.Policy.Decisions;

/// <summary>The sentence of a decision, as clients and log queries of this field know it.</summary>
internal static class ReasonText
{
    /// <summary>The reason for <paramref name="cause"/> being found on <paramref name="surface"/>.</summary>
    public static string Of(Finding cause, in Findings findings, Surface surface) => surface switch
    {
        _ when cause.Layer is ScanLayer.Redaction or ScanLayer.A2aMessage or ScanLayer.AddressProtection
            or ScanLayer.CrossRequest or ScanLayer.CrossRequestEntropy => cause.Reason,
        Surface.Headers => "request header contains secret",
        Surface.Body => "request body contains secret: " + Names(cause, findings),
        Surface.WebSocket => "WebSocket message contains secret: " + Names(cause, findings),
        Surface.Response or Surface.EventStream when cause.Layer == ScanLayer.BodyDlp =>
            "response contains secret: " + Names(cause, findings),
        Surface.Response or Surface.EventStream => "response contains injection: " + Names(cause, findings),
        _ => cause.Reason,
    };

    private static string Names(Finding cause, in Findings findings) =>
        string.Join(", ", findings.Items
            .Where(one => one.WarnOnly == cause.WarnOnly && one.IsWeak == cause.IsWeak).Select(one => one.RuleName)
            .Distinct(StringComparer.Ordinal));
}
