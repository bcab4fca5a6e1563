using Pipelock.Policy.Decisions;
using Pipelock.Scanners;
using Pipelock.Scanners.Text;

namespace Pipelock.Transport.ScanApi;

/// <summary>How a finding is named on the wire of the scan API.</summary>
public static class ScanFindingText
{
    /// <summary>The scanner: what kind of question the finding answers.</summary>
    public static string Scanner(ScanKind kind, Finding finding) => kind switch
    {
        ScanKind.Url => "url",
        _ => finding.Layer == ScanLayer.BodyDlp ? "dlp" : "prompt_injection",
    };

    /// <summary>The stable name of the rule.</summary>
    public static string RuleId(ScanKind kind, Finding finding) => kind == ScanKind.Url
        ? finding.Layer switch
        {
            ScanLayer.Ssrf or ScanLayer.CoreSsrf => "SSRF-Private-IP",
            ScanLayer.Dlp => "DLP-URL-Exfil",
            ScanLayer.Blocklist => "BLOCK-Domain",
            _ => "URL-" + finding.Layer.Label(),
        }
        : (finding.Layer == ScanLayer.BodyDlp ? "DLP-" : "INJ-") + finding.RuleName;

    /// <summary>How bad it is.</summary>
    public static string Severity(ScanKind kind, Finding finding) => kind == ScanKind.Url
        ? finding.Layer switch
        {
            ScanLayer.Dlp or ScanLayer.CoreDlp => "critical",
            ScanLayer.Ssrf or ScanLayer.CoreSsrf => "high",
            _ => "medium",
        }
        : finding.Layer == ScanLayer.BodyDlp ? FindingReason.Label(finding.Severity) : "high";

    /// <summary>One sentence, without the text that matched.</summary>
    public static string Message(ScanKind kind, Finding finding) =>
        kind == ScanKind.Url || finding.Layer == ScanLayer.BodyDlp
            ? finding.Reason
            : "Prompt injection pattern matched: " + finding.RuleName;
}
