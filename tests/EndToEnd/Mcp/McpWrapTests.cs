using System.Text.Json.Nodes;
using Pipelock.EndToEnd.Tests.Commands;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>Agents' configurations: wrapped, listed, and restored byte for byte.</summary>
public sealed class McpWrapTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("pipelock-home-").FullName;

    public static TheoryData<string, string, string> Configurations => new()
    {
        { ".cursor/mcp.json", "mcpServers", """{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "files"] } } }""" },
        { ".config/zed/settings.json", "context_servers", """
            {
              // colours of the evening
              "theme": "dark",
              "context_servers": {
                "files": { "command": { "path": "npx", "args": ["-y", "files"], "env": { "KEY": "v" } } }, // mine
              },
            }
            """ },
        { ".config/Code/User/mcp.json", "servers", """{"servers":{"files":{"type":"http","url":"https://example.com/mcp"}}}""" },
    };

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory, MemberData(nameof(Configurations))]
    public async Task A_wrapped_file_is_restored_to_the_byte(string path, string section, string text)
    {
        var file = Write(path, text);

        await RunAsync(0, "mcp", "wrap", "--home", _home);
        var wrapped = await File.ReadAllTextAsync(file);
        await RunAsync(0, "mcp", "unwrap", "--home", _home);

        Assert.Contains("\"proxy\"", wrapped, StringComparison.Ordinal);
        Assert.Contains(section, wrapped, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        Assert.Equal(wrapped, await File.ReadAllTextAsync(file + ".bak"));
    }

    [Theory, MemberData(nameof(Configurations))]
    public async Task A_dry_run_changes_nothing(string path, string section, string text)
    {
        var file = Write(path, text);

        var output = await RunAsync(0, "mcp", "wrap", "--dry-run", "--home", _home);

        Assert.Contains("would wrap files", output, StringComparison.Ordinal);
        Assert.Contains(section, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".bak"));
    }

    [Theory, MemberData(nameof(Configurations))]
    public async Task Discover_tells_what_is_wrapped(string path, string section, string text)
    {
        Assert.NotEmpty(section);
        Write(path, text);

        var before = JsonNode.Parse(await RunAsync(1, "discover", "--json", "--home", _home))!;
        await RunAsync(0, "mcp", "wrap", "--home", _home);
        var after = JsonNode.Parse(await RunAsync(0, "discover", "--json", "--home", _home))!;

        Assert.Equal("unprotected", (string?)before["servers"]![0]!["protection_state"]);
        Assert.Equal("protected_pipelock", (string?)after["servers"]![0]!["protection_state"]);
    }

    private string Write(string path, string text)
    {
        var file = Path.Combine(_home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private async Task<string> RunAsync(int code, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(arguments);
        Assert.Equal(code, run.ExitCode);
        return run.Output;
    }
}
