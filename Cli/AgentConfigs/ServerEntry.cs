using System.Text.Json.Nodes;

namespace Pipelock.Cli.AgentConfigs;

/// <summary>One MCP server in a configuration file, and where its value stands there.</summary>
internal sealed record ServerEntry
{
    /// <summary>The member of an entry that keeps what it was before it was wrapped, as text.</summary>
    public const string OriginalMember = "_pipelock_original";

    /// <summary>What the agent calls the server.</summary>
    public required string Name { get; init; }

    /// <summary>The project it belongs to; empty for all.</summary>
    public string Project { get; init; } = "";

    /// <summary>Where its value begins in the file.</summary>
    public required int Start { get; init; }

    /// <summary>Where its value ends.</summary>
    public required int End { get; init; }

    /// <summary>The value as it is written, comments included.</summary>
    public required string Text { get; init; }

    /// <summary>The value.</summary>
    public required JsonObject Value { get; init; }

    /// <summary>The program it starts; empty for a server at a URL.</summary>
    public string Command => (Value["command"] is JsonObject nested ? nested["path"] : Value["command"]).Text();

    /// <summary>The program's arguments.</summary>
    public string[] Arguments =>
        ((Value["command"] is JsonObject nested ? nested["args"] : Value["args"]) as JsonArray)?.Select(
            Texts.Text).ToArray() ?? [];

    /// <summary>The names of the variables the program gets.</summary>
    public string[] Variables =>
        ((Value["command"] is JsonObject nested ? nested["env"] : Value["env"]) as JsonObject)?.Select(
            one => one.Key).ToArray() ?? [];

    /// <summary>Its URL; empty for a program.</summary>
    public string Url => (Value["url"] ?? Value["serverUrl"]).Text();

    /// <summary>The header fields of requests to its URL.</summary>
    public (string Name, string Value)[] Headers =>
        (Value["headers"] as JsonObject)?.Select(one => (one.Key, one.Value.Text())).ToArray() ?? [];

    /// <summary>How the agent reaches it.</summary>
    public string Transport => Url.Length == 0 ? Command.Length > 0 ? "stdio" : "unknown"
        : Value["type"].Text() == "sse" || Url.EndsWith("/sse", StringComparison.Ordinal) ? "sse" : "http";

    /// <summary>What it was before it was wrapped; null when it is not.</summary>
    public string? Original => Value[OriginalMember]?.Text();

    /// <summary>It runs behind this program.</summary>
    public bool IsProtected =>
        Path.GetFileNameWithoutExtension(Command) == "pipelock" && Arguments is ["mcp", "proxy", ..];
}
