using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.AgentConfigs;

/// <summary>Finds the MCP servers in a configuration file, whichever agent wrote it, and where they stand.</summary>
/// <remarks>Comments and trailing commas are part of several of these formats and are read over.</remarks>
internal static class ServerEntries
{
    private static readonly JsonReaderOptions s_lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly JsonDocumentOptions s_lenientDocument = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The servers of a file.</summary>
    /// <exception cref="JsonException">It is not JSON, comments aside.</exception>
    public static List<ServerEntry> Find(byte[] file)
    {
        var entries = new List<ServerEntry>();
        var path = new List<string>();
        var reader = new Utf8JsonReader(file, s_lenient);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) Walk(ref reader, file, path, entries);
        return entries;
    }

    private static void Walk(ref Utf8JsonReader reader, byte[] file, List<string> path, List<ServerEntry> entries)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            path.Add(reader.GetString()!);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (IsServer(path) && reader.TokenType == JsonTokenType.StartObject)
            {
                reader.Skip();
                entries.Add(Entry(file, start, (int)reader.BytesConsumed, path[^1], Project(path)));
            }
            else if (reader.TokenType == JsonTokenType.StartArray && IsList(path))
            {
                WalkList(ref reader, file, entries);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                Walk(ref reader, file, path, entries);
            }
            else
            {
                reader.Skip();
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    private static void WalkList(ref Utf8JsonReader reader, byte[] file, List<ServerEntry> entries)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject) entries.Add(Entry(file, start, (int)reader.BytesConsumed, "", ""));
        }
    }

    /// <summary>The places where the agents keep their servers; the last part is the server's name.</summary>
    private static bool IsServer(List<string> path) => path is
        ["mcpServers", _] or ["servers", _] or ["mcp", "servers", _] or ["context_servers", _]
        or ["projects", _, "mcpServers", _];

    private static bool IsList(List<string> path) =>
        path is ["mcpServers"] or ["experimental", "modelContextProtocolServers"];

    private static string Project(List<string> path) => path is ["projects", var project, _, _] ? project : "";

    private static ServerEntry Entry(byte[] file, int start, int end, string name, string project)
    {
        var text = Encoding.UTF8.GetString(file, start, end - start);
        var value = JsonNode.Parse(text, documentOptions: s_lenientDocument)!.AsObject();
        return new ServerEntry
        {
            Name = name.Length > 0 ? name : value["name"].Text(),
            Project = project,
            Start = start,
            End = end,
            Text = text,
            Value = value,
        };
    }
}
