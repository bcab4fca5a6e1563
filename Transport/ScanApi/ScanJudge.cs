using System.Diagnostics;
using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Suppression;
using Pipelock.Scanners;
using Pipelock.Scanners.Url;

namespace Pipelock.Transport.ScanApi;

/// <summary>Answers a question with the scanners of the policy in force. Opens no connection, looks up no
/// name.</summary>
public static class ScanJudge
{
    /// <summary>Scans what is asked about, in the time the operator allows.</summary>
    public static ScanReport Judge(ScanRequest request, PolicySnapshot policy)
    {
        var started = Stopwatch.GetTimestamp();
        var findings = Scan(request, policy);
        var report = new ScanReport
        {
            Kind = request.Kind,
            KindText = request.Kind.Name(),
            Message = "",
            Findings = findings,
            RequestId = request.RequestId,
            IncludeEvidence = request.IncludeEvidence,
            Duration = Stopwatch.GetElapsedTime(started),
        };
        // The work is bounded by the field limits; a machine too slow for it must not turn into one that allows.
        return report.IsAllowed && report.Duration > policy.Options.ScanApi.Timeouts.Scan
            ? report with
            {
                Error = ScanError.ScanDeadlineExceeded,
                Message = "The scan did not finish within scan_api.timeouts.scan",
            }
            : report;
    }

    private static Findings Scan(ScanRequest request, PolicySnapshot policy)
    {
        var scanner = policy.Scanner;
        var subject = request.Subject.Span;
        return request.Kind switch
        {
            ScanKind.Url => Url(subject, policy),
            ScanKind.Dlp => scanner.ScanText(subject, ScanLayer.BodyDlp, "text"),
            ScanKind.PromptInjection => scanner.ScanInjection(subject, "content"),
            _ => ToolCall(request, policy),
        };
    }

    private static Findings Url(ReadOnlySpan<byte> url, PolicySnapshot policy) =>
        UrlParts.TryParse(url, out var parts, out var problem)
            ? policy.WithoutSuppressed(
                policy.Scanner.ScanUrl(parts), Surface.Url, new DecisionContext { Host = parts.Host, Url = url })
            : ScanEngine.UnreadableUrl(problem!);

    private static Findings ToolCall(ScanRequest request, PolicySnapshot policy)
    {
        var scanner = policy.Scanner;
        var findings = scanner.ScanText(Encoding.UTF8.GetBytes(request.ToolName), ScanLayer.BodyDlp, "tool_name");
        if (!request.Subject.IsEmpty)
        {
            var strings = JsonStrings.Join(request.Subject);
            findings = findings.Concat(Arguments(request.Subject.Span, scanner))
                .Concat(scanner.ScanInjection(strings, "arguments"));
        }

        return policy.Suppressions.Without(findings, new SuppressionPlace { Tool = request.ToolName });
    }

    /// <summary>The body scanner reads JSON field by field, keys and numbers included.</summary>
    private static Findings Arguments(ReadOnlySpan<byte> json, ScanEngine scanner)
    {
        var scan = scanner.RentBodyScan("application/json"u8);
        try
        {
            return scan.Append(json).Concat(scan.Complete());
        }
        finally
        {
            scanner.Return(scan);
        }
    }
}
