using System.Text.RegularExpressions;
using Pipelock.Scanners;
using Pipelock.Transport.ScanApi;

namespace Pipelock.Transport.Tests.ScanApi;

public sealed partial class ScanReportWriterTests
{
    private static readonly Finding s_token =
        new(ScanLayer.BodyDlp, "github-token", "GitHub Token", Severity.Critical, "DLP match: GitHub Token (critical)")
        {
            Where = "text",
            Decodings = ["base64", "hex"],
        };

    private static readonly Finding s_address =
        new(ScanLayer.Ssrf, "ssrf", "Internal Address", Severity.High, "SSRF blocked: internal");

    public static TheoryData<ScanKind, Finding[], bool, string> Completed => new()
    {
        { ScanKind.Dlp, [], true, """{"status":"completed","decision":"allow","kind":"dlp","scan_id":"#","engine_version":"9.9"}""" },
        {
            ScanKind.Dlp, [s_token], false,
            """{"status":"completed","decision":"deny","kind":"dlp","scan_id":"#","engine_version":"9.9","findings":[{"scanner":"dlp","rule_id":"DLP-GitHub Token","severity":"critical","message":"DLP match: GitHub Token (critical)"}]}"""
        },
        {
            ScanKind.Dlp, [s_token], true,
            """{"status":"completed","decision":"deny","kind":"dlp","scan_id":"#","engine_version":"9.9","findings":[{"scanner":"dlp","rule_id":"DLP-GitHub Token","severity":"critical","message":"DLP match: GitHub Token (critical)","evidence":{"encoding":"base64 > hex","where":"text"}}]}"""
        },
        {
            ScanKind.Dlp, [s_token with { WarnOnly = true }], false,
            """{"status":"completed","decision":"allow","kind":"dlp","scan_id":"#","engine_version":"9.9","findings":[{"scanner":"dlp","rule_id":"DLP-GitHub Token","severity":"critical","message":"DLP match: GitHub Token (critical)"}]}"""
        },
        {
            ScanKind.Url, [s_address], true,
            """{"status":"completed","decision":"deny","kind":"url","scan_id":"#","engine_version":"9.9","findings":[{"scanner":"url","rule_id":"SSRF-Private-IP","severity":"high","message":"SSRF blocked: internal"}]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Completed))]
    public void A_decision_has_the_fields_that_clients_know(
        ScanKind kind, Finding[] findings, bool evidence, string document)
    {
        var report = new ScanReport
        {
            Kind = kind,
            KindText = kind.Name(),
            RequestId = "",
            Message = "",
            Findings = new Findings(findings),
            IncludeEvidence = evidence,
        };

        Assert.Equal(document, Steady(ScanReportWriter.Document(report, "9.9")));
    }

    public static TheoryData<ScanError, int, string, bool> Errors => new()
    {
        { ScanError.MethodNotAllowed, 405, "method_not_allowed", false },
        { ScanError.Unauthorized, 401, "unauthorized", false },
        { ScanError.RateLimited, 429, "rate_limited", true },
        { ScanError.ReadError, 400, "read_error", false },
        { ScanError.BodyTooLarge, 400, "body_too_large", false },
        { ScanError.InvalidJson, 400, "invalid_json", false },
        { ScanError.InvalidKind, 400, "invalid_kind", false },
        { ScanError.KindDisabled, 400, "kind_disabled", false },
        { ScanError.InvalidInput, 400, "invalid_input", false },
        { ScanError.KillSwitchActive, 503, "kill_switch_active", false },
        { ScanError.ScanDeadlineExceeded, 503, "scan_deadline_exceeded", true },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_has_a_code_a_status_and_no_decision(ScanError error, int status, string code, bool retryable)
    {
        var answer = ScanReportWriter.Answer(ScanReport.Failed(error, "said \"so\""), "9.9");

        var document = $$"""{"status":"error","kind":"","scan_id":"#","engine_version":"9.9","errors":[{"code":"{{code}}","message":"said \"so\"","retryable":{{(retryable ? "true" : "false")}}}]}""";
        Assert.Equal(
            (status, "application/json", document + "\n"), (answer.Status, answer.ContentType, Steady(answer.Body)));
    }

    [Fact]
    public void Every_error_is_in_the_table() =>
        Assert.Equal(Enum.GetValues<ScanError>().Length - 1, Errors.Count);

    private static string Steady(string document) => Id().Replace(document, "\"scan_id\":\"#\"");

    [GeneratedRegex("\"scan_id\":\"scan-[0-9a-f]{16}\"")]
    private static partial Regex Id();
}
