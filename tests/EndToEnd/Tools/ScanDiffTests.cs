using System.Text.Json;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Tools;

/// <summary><c>git scan-diff</c>: what scripts and code review see of it.</summary>
public sealed class ScanDiffTests
{
    private static readonly string s_token = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
    private static readonly string s_slack = SecretSamples.All.Single(sample => sample.Kind == "Slack Token").Text;
    private static readonly string s_encoded = Convert.ToBase64String(
        System.Text.Encoding.ASCII.GetBytes($"token {s_token} here"));

    /// <summary>A diff, in which TOKEN, SLACK and BASE64 stand for secrets, and the findings as file:line pattern |
    /// content.</summary>
    public static TheoryData<string, string, string[]> Diffs => new()
    {
        { "nothing", "", [] },
        { "blank", "\n  \n", [] },
        { "clean", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", [] },
        { "one", "--- a/a.py\n+++ b/a.py\n@@ -1,0 +2,1 @@\n+key = \"TOKEN\"\n",
            ["a.py:2 GitHub Token | key = \"[REDACTED]\""] },
        { "without prefix", "--- a.py\n+++ a.py\n@@ -0,0 +7 @@\n+TOKEN\n", ["a.py:7 GitHub Token | [REDACTED]"] },
        { "context counts", "+++ b/a\n@@ -1,2 +1,3 @@\n one\n+TOKEN\n two\n", ["a:2 GitHub Token | [REDACTED]"] },
        { "removed", "+++ b/a\n@@ -1,1 +1,1 @@\n-TOKEN\n+ok\n", [] },
        { "unchanged", "+++ b/a\n@@ -1,1 +1,2 @@\n TOKEN\n+ok\n", [] },
        { "two files", "+++ b/b\n@@ -0,0 +1 @@\n+TOKEN\n--- a/a\n+++ b/a\n@@ -0,0 +3 @@\n+SLACK\n",
            ["a:3 Slack Token | [REDACTED]", "b:1 GitHub Token | [REDACTED]"] },
        { "two in a line", "+++ b/a\n@@ -0,0 +1 @@\n+x='TOKEN', y='SLACK'\n",
            ["a:1 GitHub Token | x='[REDACTED]', y='[REDACTED]'", "a:1 Slack Token | x='[REDACTED]', y='[REDACTED]'"] },
        { "looks like a header", "+++ b/a\n@@ -0,0 +1,2 @@\n+++ b/hidden\n+TOKEN\n",
            ["a:2 GitHub Token | [REDACTED]"] },
        { "counts that lie", "+++ b/a\n@@ -0,0 +1,1 @@\n+ok\n+TOKEN\n", ["a:2 GitHub Token | [REDACTED]"] },
        { "carriage returns", "+++ b/a\r\n@@ -0,0 +1 @@\r\n+k: TOKEN\r\n", ["a:1 GitHub Token | k: [REDACTED]"] },
        { "quoted name", "+++ \"b/caf\\303\\251 x\"\n@@ -0,0 +1 @@\n+TOKEN\n", ["café x:1 GitHub Token | [REDACTED]"] },
        { "merge", "+++ b/a\n@@@ -1,1 -1,1 +1,2 @@@\n  same\n++TOKEN\n", ["a:2 GitHub Token | [REDACTED]"] },
        { "no end of line", "+++ b/a\n@@ -0,0 +1 @@\n+TOKEN\n\\ No newline at end of file\n",
            ["a:1 GitHub Token | [REDACTED]"] },
        { "encoded", "+++ b/a\n@@ -0,0 +1 @@\n+v = \"BASE64\"\n", ["a:1 GitHub Token | v = \"[REDACTED]\""] },
        { "over two lines", "+++ b/a\n@@ -0,0 +1,4 @@\n+intro\n+BASE641\n+BASE642\n+outro\n",
            ["a:2 GitHub Token | [REDACTED] (2 lines)"] },
        { "ignored", "+++ b/a\n@@ -0,0 +1 @@\n+k = 'TOKEN' # pipelock:ignore\n", [] },
        { "ignored by name", "+++ b/a\n@@ -0,0 +1 @@\n+k = 'TOKEN' // pipelock:ignore github token\n", [] },
        { "another ignored", "+++ b/a\n@@ -0,0 +1 @@\n+k='TOKEN' # pipelock:ignore Slack Token\n",
            ["a:1 GitHub Token | k='[REDACTED]' # pipelock:ignore Slack Token"] },
        { "ignored without a comment", "+++ b/a\n@@ -0,0 +1 @@\n+k = 'TOKEN pipelock:ignore'\n",
            ["a:1 GitHub Token | k = '[REDACTED] pipelock:ignore'"] },
        { "excluded", "+++ b/vendor/lib/a.js\n@@ -0,0 +1 @@\n+TOKEN\n", [] },
        { "suppressed", "+++ b/docs/a.md\n@@ -0,0 +1 @@\n+TOKEN SLACK\n",
            ["docs/a.md:1 Slack Token | [REDACTED] [REDACTED]"] },
    };

    [Theory]
    [MemberData(nameof(Diffs))]
    public async Task Added_lines_are_searched_and_told_without_their_secret(
        string name, string diff, string[] expected)
    {
        var config = Path.GetTempFileName() + ".yaml";
        await File.WriteAllTextAsync(config, "suppress: [{rule: GitHub Token, path: docs/}]\n");

        var run = await FilterRun.OfAsync(
            Fill(diff), "git", "scan-diff", "--json", "-c", config, "--exclude", "vendor/");

        File.Delete(config);
        var found = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Select(one =>
            $"{one.GetProperty("file")}:{one.GetProperty("line")} {one.GetProperty("pattern")} | {one.GetProperty("content")}");
        Assert.Equal((name, string.Join('\n', expected)), (name, string.Join('\n', found)));
        Assert.Equal(expected.Length == 0 ? 0 : 1, run.ExitCode);
        Assert.DoesNotContain(s_token, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_and_sarif_name_the_same_place()
    {
        var diff = Fill("+++ b/a.py\n@@ -0,0 +2 @@\n+key = \"TOKEN\"\n");

        var text = await FilterRun.OfAsync(diff, "git", "scan-diff");
        var sarif = await FilterRun.OfAsync(diff, "git", "scan-diff", "--format", "sarif");

        Assert.Equal(
            (1, "Found 1 secret(s) in diff:\n\n  a.py:2  GitHub Token (critical)\n    key = \"[REDACTED]\"\n\n",
            "secrets found in diff\n"),
            (text.ExitCode, text.Output, text.Error));
        var run = JsonDocument.Parse(sarif.Output).RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(
            (1, "DLP-GitHub-Token", "DLP-GitHub-Token", "error", "a.py", 2),
            (sarif.ExitCode,
                run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString(),
                result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString(),
                location.GetProperty("artifactLocation").GetProperty("uri").GetString(),
                location.GetProperty("region").GetProperty("startLine").GetInt32()));
    }

    [Theory]
    [InlineData("just some text\n", "no unified diff")]
    [InlineData("+++ b/a\n@@ nonsense @@\n+x\n", "hunk header of a")]
    public async Task What_is_no_diff_is_an_error(string input, string told)
    {
        var run = await FilterRun.OfAsync(input, "git", "scan-diff");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_can_go_to_a_file()
    {
        var file = Path.GetTempFileName();

        var run = await FilterRun.OfAsync(
            Fill("+++ b/a\n@@ -0,0 +1 @@\n+TOKEN\n"), "git", "scan-diff", "--json", "-o", file);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("GitHub Token", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        File.Delete(file);
    }

    private static string Fill(string diff) => diff
        .Replace("TOKEN", s_token, StringComparison.Ordinal)
        .Replace("SLACK", s_slack, StringComparison.Ordinal)
        .Replace("BASE641", s_encoded[..40], StringComparison.Ordinal)
        .Replace("BASE642", s_encoded[40..], StringComparison.Ordinal)
        .Replace("BASE64", s_encoded, StringComparison.Ordinal);
}
