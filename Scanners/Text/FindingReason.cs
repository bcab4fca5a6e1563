namespace Pipelock.Scanners.Text;

/// <summary>The sentences that findings of secrets carry; answers and log lines show them unchanged.</summary>
public static class FindingReason
{
    /// <summary>The sentence for a rule of the configurable set, for example <c>DLP match: GitHub Token
    /// (critical)</c>.</summary>
    public static string Secret(string ruleName, Severity severity) => $"DLP match: {ruleName} ({Label(severity)})";

    /// <summary>The sentence for a rule of the always-on core.</summary>
    public static string CoreSecret(string ruleName, Severity severity) =>
        $"core DLP match: {ruleName} ({Label(severity)})";

    /// <summary>The sentence for a payment address; the address itself is not told.</summary>
    public static string Payment(string ruleName) => $"payment address is not an allowed one: {ruleName}";

    /// <summary>The lower-case name of a severity as configurations, logs and answers write it.</summary>
    public static string Label(Severity severity) => severity switch
    {
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.High => "high",
        Severity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };
}
