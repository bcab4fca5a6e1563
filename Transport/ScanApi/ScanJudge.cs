using System.Diagnostics;
using System.Text;
using Pipelock.Policy;
using Pipelock.Scanners;

namespace Pipelock.Transport.ScanApi;

/// <summary>Answers a question with the scanners of the policy in force. Opens no connection, looks up no name.</summary>
public static class ScanJudge
{
    /// <summary>Scans what is asked about, in the time the operator allows.</summary>
    public static ScanReport Judge(ScanRequest request, PolicySnapshot policy)
    {
        if (request.Kind == ScanKind.PromptInjection)
            return ScanReport.Failed(ScanError.ScanUnavailable, "No scanner for prompt injection", request.Kind.Name());
        var started = Stopwatch.GetTimestamp();
        var findings = Scan(request, policy.Scanner);
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

    private static Findings Scan(ScanRequest request, ScanEngine scanner)
    {
        var subject = request.Subject.Span;
        switch (request.Kind)
        {
            case ScanKind.Url:
                return scanner.ScanUrl(subject);
            case ScanKind.Dlp:
                return scanner.ScanText(subject, ScanLayer.BodyDlp, "text");
            default:
                return Arguments(subject, scanner)
                    .Concat(scanner.ScanText(Encoding.UTF8.GetBytes(request.ToolName), ScanLayer.BodyDlp, "tool_name"));
        }
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
