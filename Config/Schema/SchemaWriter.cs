using System.Buffers;
using System.Text;
using System.Text.Json;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Schema;

/// <summary>Writes the JSON Schema (draft 2020-12) of an options record, for editors and for checks before a
/// deployment.</summary>
/// <remarks>Everything the binder takes is described; that a null leaves a key at its default is in the types. What
/// the schema does not express: lenient spellings (a number for a string, <c>yes</c> for <c>true</c>) and checks
/// across keys.</remarks>
public static class SchemaWriter
{
    /// <summary>The schema of <typeparamref name="T"/> as indented JSON with a final newline; the same text every
    /// time.</summary>
    /// <param name="title">The schema's title.</param>
    public static string Write<T>(string title)
        where T : class, new()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            // For editors and terminals, never within HTML.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", title);
            SectionSchema.WriteMembers(json, RecordShape.Of(typeof(T)), new T(), isElement: true, depth: 0);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
