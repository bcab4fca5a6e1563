using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Pipelock.Evidence.Emit;

/// <summary>Writes events as JSON: severity, type, timestamp, instance, fields.</summary>
internal static class EventJson
{
    /// <summary>The document of one event, on one line.</summary>
    public static byte[] Write(EmittedEvent one, string instance)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("severity", one.Severity.ToString().ToLowerInvariant());
        json.WriteString("type", one.Type);
        json.WriteString("timestamp", Time(one.At));
        json.WriteString("pipelock_instance", instance);
        json.WriteStartObject("fields");
        foreach (var (name, value) in one.Fields)
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, value.GetType());
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>RFC 3339, in UTC, with all digits there are.</summary>
    public static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
