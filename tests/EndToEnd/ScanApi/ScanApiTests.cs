using System.Text.Json;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.ScanApi;

/// <summary>The scan API as its clients meet it.</summary>
public sealed class ScanApiTests(ScanSite site) : IClassFixture<ScanSite>
{
    private static readonly string s_githubToken = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;

    public static TheoryData<string, string, string> Questions => new()
    {
        { """{"kind":"url","input":{"url":"https://docs.example.com/guide?page=2"}}""", "allow", "" },
        { """{"kind":"url","input":{"url":"http://169.254.169.254/latest/meta-data/"}}""", "deny", "SSRF-Private-IP" },
        { """{"kind":"url","input":{"url":"http://0x7f000001/"}}""", "deny", "SSRF-Private-IP" },
        { """{"kind":"url","input":{"url":"file:///etc/passwd"}}""", "deny", "URL-scheme" },
        { """{"kind":"url","input":{"url":"no url at all"}}""", "deny", "URL-parser" },
        { """{"kind":"url","input":{"url":"https://example.com/?k=SECRET"}}""", "deny", "URL-core_dlp" },
        { """{"kind":"dlp","input":{"text":"hello"}}""", "allow", "" },
        { """{"kind":"dlp","input":{"text":"see SECRET here"}}""", "deny", "DLP-GitHub Token" },
        { """{"kind":"tool_call","input":{"tool_name":"add","arguments":{"a":1,"b":[2,"three"]}}}""", "allow", "" },
        { """{"kind":"tool_call","input":{"tool_name":"noop"}}""", "allow", "" },
        { """{"kind":"tool_call","input":{"tool_name":"post","arguments":{"to":{"SECRET":1}}}}""", "deny", "DLP-GitHub Token" },
        { """{"kind":"tool_call","input":{"tool_name":"SECRET"}}""", "deny", "DLP-GitHub Token" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_question_gets_its_decision_and_the_rule_that_decided(
        string question, string decision, string rule)
    {
        var response = await site.AskAsync(question.Replace("SECRET", s_githubToken, StringComparison.Ordinal));

        var answer = JsonDocument.Parse(response.Text).RootElement;
        Assert.Equal((200, "application/json"), (response.Status, response.Field("Content-Type")));
        Assert.Equal(("completed", decision), (
            answer.GetProperty("status").GetString(), answer.GetProperty("decision").GetString()));
        Assert.Equal(
            rule, answer.TryGetProperty("findings", out var found) ? found[0].GetProperty("rule_id").GetString() : "");
        Assert.DoesNotContain(s_githubToken, response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/v1/scan", "Bearer wrong", 401, "unauthorized")]
    [InlineData("POST", "/api/v1/scan", "Basic a-token-of-the-tests", 401, "unauthorized")]
    [InlineData("GET", "/api/v1/scan", "Bearer a-token-of-the-tests", 405, "method_not_allowed")]
    [InlineData("POST", "/api/v1/scan", "Bearer a-token-of-the-tests", 400, "invalid_json")]
    [InlineData("POST", "/other", "Bearer a-token-of-the-tests", 404, "404 page not found")]
    [InlineData("POST", "http://example.com/api/v1/scan", "Bearer a-token-of-the-tests", 404, "404 page not found")]
    public async Task What_is_not_a_question_gets_an_error(
        string method, string target, string authorization, int status, string code)
    {
        await using var client = await site.ConnectAsync();
        await client.SendAsync(
            $"{method} {target} HTTP/1.1\r\nHost: example.com\r\nAuthorization: {authorization}\r\n\r\n");

        var response = await client.ReadResponseAsync(method);

        Assert.Equal(status, response.Status);
        Assert.Contains(code, response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("allow\"", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 4097\r\n\r\n", "body_too_large")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1001\r\n", "body_too_large")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "read_error")]
    [InlineData("Content-Length: 100\r\n\r\n{\"kind\"", "read_error")]
    public async Task A_body_that_is_too_large_or_never_whole_is_an_error(string rest, string code)
    {
        await using var client = await site.ConnectAsync();
        await client.SendAsync(
            $"POST /api/v1/scan HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer {ScanSite.Token}\r\n{rest}");
        if (rest.Contains("1001", StringComparison.Ordinal)) await client.SendAsync(new string('x', 0x1001));

        var response = await client.ReadResponseAsync("POST");

        Assert.Equal(400, response.Status);
        Assert.Contains(code, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_serves_question_after_question_in_either_framing()
    {
        await using var client = await site.ConnectAsync();
        for (var round = 0; round < 3; round++)
        {
            await client.SendAsync(ScanSite.Post("""{"kind":"dlp","input":{"text":"hello"},"context":{"request_id":"r-7"}}"""));
            var counted = await client.ReadResponseAsync("POST");
            await client.SendAsync(
                $"POST /api/v1/scan HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer {ScanSite.Token}\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "d\r\n{\"kind\":\"dlp\"\r\n1c\r\n,\"input\":{\"text\":\"hello\"}}  \r\n0\r\n\r\n");
            var chunked = await client.ReadResponseAsync("POST");

            Assert.Equal((200, 200), (counted.Status, chunked.Status));
            Assert.Contains("\"request_id\":\"r-7\"", counted.Text, StringComparison.Ordinal);
            Assert.Contains("\"decision\":\"allow\"", chunked.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Questions_are_counted_by_kind_decision_and_status()
    {
        await site.AskAsync("""{"kind":"url","input":{"url":"http://10.0.0.1/"}}""");
        await site.AskAsync("""{"kind":"x","input":{}}""");

        Assert.True(await site.Proxy.MetricAsync(
            "pipelock_scan_api_requests_total{decision=\"deny\",kind=\"url\",status_code=\"200\"}") >= 1);
        Assert.True(await site.Proxy.MetricAsync(
            "pipelock_scan_api_errors_total{error_code=\"invalid_kind\",kind=\"unknown\"}") >= 1);
        Assert.True(await site.Proxy.MetricAsync(
            "pipelock_scan_api_findings_total{kind=\"url\",scanner=\"url\",severity=\"high\"}") >= 1);
        Assert.True(await site.Proxy.MetricAsync("pipelock_scan_api_duration_seconds_count{kind=\"url\"}") >= 1);
    }
}
