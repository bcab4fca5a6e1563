using System.Text.Json;
using Pipelock.Config.Binding;
using Pipelock.Config.Reference;

namespace Pipelock.Config.Schema;

/// <summary>Writes the schema of one section.</summary>
internal static class SectionSchema
{
    private const int Deepest = 32;

    /// <summary>Writes type, properties and closedness into the object that is open.</summary>
    /// <param name="json">Takes the members.</param>
    /// <param name="shape">The section's keys.</param>
    /// <param name="defaults">A record that holds the default of every key.</param>
    /// <param name="isElement">True for a section in a list or map, which cannot be null.</param>
    /// <param name="depth">How many sections are around this one.</param>
    /// <exception cref="InvalidOperationException">The record holds itself; it has no finite schema.</exception>
    public static void WriteMembers(Utf8JsonWriter json, RecordShape shape, object defaults, bool isElement, int depth)
    {
        if (depth > Deepest)
            throw new InvalidOperationException($"{shape.Type} holds itself");
        ValueSchema.WriteType(json, "object", isElement);
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var key in shape.Keys)
        {
            json.WriteStartObject(key.Name);
            if (KeyWords.Meaning(key) is { Length: > 0 } description)
                json.WriteString("description", description);
            ValueSchema.WriteMembers(json, key.Value, key.Bounds, key.Read(defaults), isElement: false, depth);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
