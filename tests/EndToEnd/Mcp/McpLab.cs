using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>The scripts of the MCP tests, and the real servers and clients beside them.</summary>
internal static class McpLab
{
    /// <summary>The directory in which they run.</summary>
    public static Task<string> DirectoryAsync() => NodePackages.BesideAsync("Mcp/Lab");

    /// <summary>The entry point of a server, within the directory.</summary>
    public static string Server(string package) =>
        Path.Combine("node_modules", "@modelcontextprotocol", package, "dist", "index.js");
}
