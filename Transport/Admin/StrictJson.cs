using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipelock.Transport.Admin;

/// <summary>Reads the small documents that callers of the administration send.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions s_strict = new()
    {
        AllowDuplicateProperties = false, // Two readers of one document must not read two different values.
        MaxDepth = 8,
    };

    /// <summary>Reads one object and nothing behind it.</summary>
    public static bool TryReadObject(ReadOnlyMemory<byte> text, out JsonObject json)
    {
        try
        {
            json = JsonNode.Parse(text.Span, documentOptions: s_strict) as JsonObject ?? [];
            return text.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
        }
        catch (JsonException)
        {
            json = [];
            return false;
        }
    }

    /// <summary>Whether every field is one of <paramref name="known"/>.</summary>
    public static bool HasOnly(JsonObject json, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in json)
        {
            if (!known.Contains(name)) return false;
        }

        return true;
    }

    /// <summary>The text of a field; null where it is missing or no text.</summary>
    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
