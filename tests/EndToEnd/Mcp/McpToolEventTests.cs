namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The lines of the log about calls of tools, on each transport.</summary>
public sealed class McpToolEventTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-log-").FullName;

    public static TheoryData<string, string, string, string[], string[]> Events
    {
        get
        {
            var rows = new TheoryData<string, string, string, string[], string[]>();
            foreach (var transport in McpSite.Transports)
            {
                rows.Add(transport, "chain_detection", "tool_chain_detection:\n  enabled: true\n  action: block\n",
                    ["call get_env {\"name\":\"API_KEY\"}", "call http_post {\"url\":\"https://example.com/\"}"],
                    ["\"pattern\":\"env-then-network\"", "\"pattern_severity\":\"critical\"", "\"action\":\"block\"",
                        "\"tool\":\"http_post\"", "\"session\":\"mcp-"]);
                rows.Add(transport, "chain_detection", "tool_chain_detection:\n  enabled: true\n  action: block\n",
                    ["call read_file {\"path\":\"a.txt\"}", "call bash {\"command\":\"./deploy --now\"}"],
                    ["\"pattern\":\"read-then-exec\"", "\"pattern_severity\":\"high\""]);
                rows.Add(transport, "media_exposure", "", ["say portrait"],
                    ["\"content_type\":\"image/png\"", "\"format\":\"png\"", "\"metadata_segments_removed\":1",
                        "\"action\":\"allow\""]);
                rows.Add(transport, "mcp_unknown_tool",
                    "mcp_session_binding:\n  enabled: true\n  unknown_tool_action: block\n", ["call surprise {}"],
                    ["\"tool\":\"surprise\"", "\"action\":\"block\""]);
                rows.Add(transport, "tool_redirect", Redirect, ["call transfer {\"to\":\"anybody\"}"],
                    ["\"tool_name\":\"transfer\"", "\"args_digest\":\"sha256:", "\"redirect_profile\":\"teller\"",
                        "\"redirect_reason\":\"people decide\"", "\"policy_rule\":\"no transfers\"",
                        "\"result\":\"success\""]);
            }

            return rows;
        }
    }

    private static string Redirect => """
        mcp_tool_policy:
          enabled: true
          action: block
          rules:
            - name: no transfers
              tool_pattern: ^transfer$
              action: redirect
              redirect_profile: teller
          redirect_profiles:
            teller:
              exec: [/bin/echo, done]
              reason: people decide

        """;

    [NodeTheory, MemberData(nameof(Events))]
    public async Task A_call_that_is_worth_a_line_has_it(
        string transport, string name, string config, string[] messages, string[] fields)
    {
        var log = Path.Combine(_directory, "log");
        await using var site = await McpSite.StartAsync(
            transport, config + $"logging:\n  format: json\n  output: file\n  file: {log}\n");

        foreach (var message in messages) await site.Wire.SayAsync(message);
        var line = await LineAsync(log, $"\"event\":\"{name}\"");

        Assert.All(fields, field => Assert.Contains(field, line, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<string> LineAsync(string file, string part)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var attempt = 0; attempt < 250; attempt++)
        {
            if (File.Exists(file) && (await File.ReadAllLinesAsync(file)).FirstOrDefault(
                line => line.Contains(part, StringComparison.Ordinal)) is { } found) return found;
            await tick.WaitForNextTickAsync();
        }

        throw new TimeoutException($"the log has no line with {part}");
    }
}
