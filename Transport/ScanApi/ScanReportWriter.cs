using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Scanners;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.ScanApi;

/// <summary>Writes a report as the JSON document of the scan API.</summary>
public static class ScanReportWriter
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer to <paramref name="report"/>.</summary>
    public static Answer Answer(in ScanReport report, string version)
    {
        List<(string, string)> fields = [];
        if (report.Error == ScanError.RateLimited) fields.Add(("Retry-After", "1"));
        if (report.Error == ScanError.MethodNotAllowed) fields.Add(("Allow", "POST"));
        if (report.Error == ScanError.Unauthorized) fields.Add(("WWW-Authenticate", "Bearer realm=\"pipelock\""));
        return new Answer
        {
            Status = report.Error.Status(),
            ContentType = Answers.Answer.Json,
            Body = Document(report, version) + "\n",
            Fields = fields,
        };
    }

    /// <summary>The document alone.</summary>
    public static string Document(in ScanReport report, string version)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, s_plain))
        {
            var failed = report.Error != ScanError.None;
            json.WriteStartObject();
            json.WriteString("status", failed ? "error" : "completed");
            if (!failed) json.WriteString("decision", report.IsAllowed ? "allow" : "deny");
            json.WriteString("kind", report.KindText);
            json.WriteString("scan_id", string.Create(
                CultureInfo.InvariantCulture, $"scan-{(ulong)Random.Shared.NextInt64():x16}"));
            if (report.RequestId.Length > 0) json.WriteString("request_id", report.RequestId);
            if ((long)report.Duration.TotalMilliseconds is var elapsed and > 0)
                json.WriteNumber("duration_ms", elapsed);
            json.WriteString("engine_version", version);
            if (!failed) WriteFindings(json, report);
            else WriteError(json, report);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteFindings(Utf8JsonWriter json, in ScanReport report)
    {
        if (report.Findings.IsClean) return;
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings.Items)
        {
            json.WriteStartObject();
            json.WriteString("scanner", ScanFindingText.Scanner(report.Kind, finding));
            json.WriteString("rule_id", ScanFindingText.RuleId(report.Kind, finding));
            json.WriteString("severity", ScanFindingText.Severity(report.Kind, finding));
            json.WriteString("message", ScanFindingText.Message(report.Kind, finding));
            if (report.IncludeEvidence) WriteEvidence(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Where and how it was hidden; never what it was.</summary>
    private static void WriteEvidence(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Decodings.IsDefaultOrEmpty && finding.Where.Length == 0) return;
        json.WriteStartObject("evidence");
        if (!finding.Decodings.IsDefaultOrEmpty) json.WriteString("encoding", string.Join(" > ", finding.Decodings));
        if (finding.Where.Length > 0) json.WriteString("where", finding.Where);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, in ScanReport report)
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("code", report.Error.Code());
        json.WriteString("message", report.Message);
        json.WriteBoolean("retryable", report.Error.IsRetryable());
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
