namespace Pipelock.Cli.AgentConfigs;

/// <summary>A file in which an agent keeps its MCP servers.</summary>
/// <param name="Client">The agent, as the command line names it.</param>
/// <param name="Path">Where the file lies.</param>
internal sealed record AgentConfigFile(string Client, string Path)
{
    /// <summary>The files that agents of this user and of the working directory have.</summary>
    /// <param name="home">The user's home directory.</param>
    /// <param name="project">The working directory.</param>
    public static IEnumerable<AgentConfigFile> Existing(string home, string project)
    {
        var settings = OperatingSystem.IsMacOS() ? "Library/Application Support" : ".config";
        (string Client, string Root, string File)[] known =
        [
            ("claude-code", home, ".claude.json"),
            ("claude-code", project, ".mcp.json"),
            ("claude-desktop", home, $"{settings}/Claude/claude_desktop_config.json"),
            ("cursor", home, ".cursor/mcp.json"),
            ("cursor", project, ".cursor/mcp.json"),
            ("vscode", home, $"{settings}/Code/User/mcp.json"),
            ("vscode", home, $"{settings}/Code/User/settings.json"),
            ("vscode", project, ".vscode/mcp.json"),
            ("cline", home,
                $"{settings}/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json"),
            ("continue", home, ".continue/config.json"),
            ("zed", home, ".config/zed/settings.json"),
            ("zed", project, ".zed/settings.json"),
            ("jetbrains", home, ".junie/mcp/mcp.json"),
            ("jetbrains", project, ".junie/mcp/mcp.json"),
        ];
        return known
            .Select(one => new AgentConfigFile(one.Client, System.IO.Path.Combine(one.Root, one.File)))
            .Where(one => File.Exists(one.Path))
            .DistinctBy(one => one.Path);
    }
}
