using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.AgentConfigs;

/// <summary>Puts this program in front of a server of an agent's configuration, and takes it away again.</summary>
internal static class EntryWrapping
{
    private static readonly string[] s_replaced = ["command", "args", "url", "serverUrl", "headers", "type", "transport"];

    private static readonly JsonWriterOptions s_indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The value that starts the server behind this program.</summary>
    /// <param name="entry">The server.</param>
    /// <param name="program">The path of this program.</param>
    /// <param name="config">The configuration it shall use; null for the defaults.</param>
    /// <param name="indent">White space before every line but the first.</param>
    /// <param name="mayPass">Whether a variable of this name may be passed on to a server.</param>
    public static string Wrap(
        ServerEntry entry, string program, string? config, string indent, Func<string, bool> mayPass)
    {
        List<string> arguments = ["mcp", "proxy"];
        if (config is not null) arguments.AddRange(["--config", config]);
        foreach (var variable in entry.Variables.Where(mayPass)) arguments.AddRange(["--env", variable]);
        if (entry.Url.Length > 0)
        {
            arguments.AddRange(["--upstream", entry.Url]);
            foreach (var (name, value) in entry.Headers) arguments.AddRange(["--header", $"{name}: {value}"]);
        }
        else
        {
            arguments.AddRange(["--", entry.Command, .. entry.Arguments]);
        }

        var wrapped = new JsonObject
            { ["command"] = program, ["args"] = new JsonArray([.. arguments.Select(one => (JsonNode)one)]) };
        if (entry.Value["command"] is JsonObject nested && nested["env"] is { } variables)
            wrapped["env"] = variables.DeepClone();
        foreach (var (name, value) in entry.Value)
        {
            if (!s_replaced.Contains(name)) wrapped[name] = value?.DeepClone();
        }

        wrapped[ServerEntry.OriginalMember] = entry.Text;
        return Write(wrapped, indent);
    }

    private static string Write(JsonObject value, string indent)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_indented)) value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray()).ReplaceLineEndings("\n" + indent);
    }
}
