using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Cli.AgentConfigs;

/// <summary>Reads texts out of JSON that people wrote.</summary>
internal static class Texts
{
    /// <summary>The text of a string; empty for anything else.</summary>
    public static string Text(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
}
