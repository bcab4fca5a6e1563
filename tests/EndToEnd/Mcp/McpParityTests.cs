using System.Diagnostics;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Real servers and the SDK's client: every feature comes out through the proxy as it does without
/// it.</summary>
public sealed class McpParityTests
{
    private const string Everything = "server-everything";

    /// <summary>The picture of that server has metadata, which the defaults take out.</summary>
    private const string Policy = McpSite.Lenient + "media_policy:\n  strip_image_metadata: false\n";

    private static readonly Dictionary<string, string> s_everythingCalls = new()
    {
        ["MCP_CALLS"] = """
            [["echo",{"message":"hello"}],["get-sum",{"a":2,"b":3}],["get-tiny-image",{}],
             ["get-annotated-message",{"messageType":"error","includeImage":true}],
             ["get-structured-content",{"location":"New York"}],["get-resource-links",{"count":3}],
             ["get-resource-reference",{"resourceType":"Text","resourceId":1}],
             ["trigger-long-running-operation",{"duration":1,"steps":4}],
             ["trigger-sampling-request",{"prompt":"say it","maxTokens":10}],
             ["trigger-elicitation-request",{}],["get-roots-list",{}]]
            """,
        ["MCP_CANCEL"] = """["trigger-long-running-operation",{"duration":5,"steps":10}]""",
    };

    public static TheoryData<string, string> StdioServers => new()
    {
        { Everything, "" },
        { "server-memory", """
            [["create_entities",{"entities":[{"name":"Ada","entityType":"person","observations":["counts"]}]}],
             ["read_graph",{}],["search_nodes",{"query":"Ada"}],["delete_entities",{"entityNames":["Ada"]}]]
            """ },
        { "server-filesystem", """
            [["list_allowed_directories",{}],["write_file",{"path":"DIR/note.txt","content":"one\ntwo\n"}],
             ["read_text_file",{"path":"DIR/note.txt"}],["list_directory",{"path":"DIR"}],
             ["edit_file",{"path":"DIR/note.txt","edits":[{"oldText":"two","newText":"three"}]}],
             ["search_files",{"path":"DIR","pattern":"*.txt"}]]
            """ },
    };

    [NodeTheory, MemberData(nameof(StdioServers))]
    public async Task A_server_on_stdio(string server, string calls)
    {
        var scratch = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        var settings = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        var environment = calls.Length == 0 ? s_everythingCalls
            : new() { ["MCP_CALLS"] = calls.Replace("DIR", scratch, StringComparison.Ordinal) };
        string[] command = server == "server-filesystem"
            ? ["node", McpLab.Server(server), scratch] : ["node", McpLab.Server(server)];

        var direct = await TranscriptAsync(environment, ["stdio", .. command]);
        var proxied = await TranscriptAsync(environment, ["stdio", .. await ProxyAsync(settings), "--", .. command]);

        Directory.Delete(scratch, recursive: true);
        Directory.Delete(settings, recursive: true);
        Assert.Equal(direct, proxied);
    }

    [NodeTheory]
    [InlineData("http", "streamableHttp", "/mcp")]
    [InlineData("sse", "sse", "/sse")]
    public async Task A_server_over_http(string kind, string mode, string path)
    {
        await using var server = await McpServerUnderTest.StartAsync(McpLab.Server(Everything), mode);
        var upstream = $"http://127.0.0.1:{server.Port}{path}";
        await using var proxy = await McpListenerUnderTest.StartAsync(Policy, upstream);

        var direct = await TranscriptAsync(s_everythingCalls, kind, upstream);
        var proxied = await TranscriptAsync(s_everythingCalls, kind, $"http://127.0.0.1:{proxy.Port}{path}");

        Assert.Equal(direct, proxied);
    }

    [NodeTheory]
    [InlineData("http", "streamableHttp", "/mcp")]
    [InlineData("sse", "sse", "/sse")]
    public async Task An_agent_on_stdio_and_a_server_over_http(string kind, string mode, string path)
    {
        var scratch = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        await using var server = await McpServerUnderTest.StartAsync(McpLab.Server(Everything), mode);
        var upstream = $"http://127.0.0.1:{server.Port}{path}";

        var direct = await TranscriptAsync(s_everythingCalls, kind, upstream);
        var proxied = await TranscriptAsync(
            s_everythingCalls, ["stdio", .. await ProxyAsync(scratch), "--upstream", upstream]);

        Directory.Delete(scratch, recursive: true);
        Assert.Equal(direct.Where(line => !line.StartsWith("[\"end of session\"", StringComparison.Ordinal)), proxied);
    }

    [NodeTheory]
    [InlineData("tools/list")]
    [InlineData("resources/list")]
    [InlineData("prompts/list")]
    [InlineData("tools/call", "--tool-name", "echo", "--tool-arg", "message=hello")]
    public async Task The_inspector(string method, params string[] more)
    {
        var scratch = Directory.CreateTempSubdirectory("pipelock-mcp-").FullName;
        string[] server = ["node", McpLab.Server(Everything)];
        string[] inspector =
            [Path.Combine(await McpLab.DirectoryAsync(), "node_modules", ".bin", "mcp-inspector"), "--cli"];

        var direct = await RunAsync([], [.. inspector, .. server, "--method", method, .. more]);
        var proxied = await RunAsync(
            [], [.. inspector, .. await ProxyAsync(scratch), "--", .. server, "--method", method, .. more]);

        Directory.Delete(scratch, recursive: true);
        Assert.Equal(direct, proxied);
    }

    private static async Task<string[]> ProxyAsync(string directory)
    {
        var config = Path.Combine(directory, "pipelock.yaml");
        await File.WriteAllTextAsync(config, Policy);
        return [ProgramUnderTest.Path, "mcp", "proxy", "--config", config];
    }

    private static async Task<string[]> TranscriptAsync(
        Dictionary<string, string> environment, params string[] arguments)
    {
        var lines = await RunAsync(environment, ["node", "client.mjs", .. arguments]);
        Assert.Equal("[\"done\",true]", lines[^1]);
        return lines;
    }

    private static async Task<string[]> RunAsync(Dictionary<string, string> environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = await McpLab.DirectoryAsync(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 ? lines : throw new InvalidOperationException(await errors);
    }
}
