using System.Collections;
using System.Text.Json;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Schema;

/// <summary>Writes a value of the options as the JSON it would be in a file.</summary>
internal static class DefaultValue
{
    /// <summary>Writes <paramref name="value"/> as the member <paramref name="name"/>; nothing for an infinity, which
    /// JSON cannot write, and for a list that was never assigned.</summary>
    public static void Write(Utf8JsonWriter json, string name, ValueShape shape, object value)
    {
        if (value is double number && !double.IsFinite(number))
            return;
        if (shape.Kind == ValueKind.List && shape.Collections.IsUnset(value))
            return;
        json.WritePropertyName(name);
        Write(json, shape, value);
    }

    private static void Write(Utf8JsonWriter json, ValueShape shape, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case TimeSpan span: json.WriteStringValue(GoDuration.Format(span)); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case Enum: json.WriteStringValue(shape.Enum.NameOf(value)); break;
            default: WriteComposite(json, shape, value); break;
        }
    }

    private static void WriteComposite(Utf8JsonWriter json, ValueShape shape, object value)
    {
        switch (shape.Kind)
        {
            case ValueKind.List:
                json.WriteStartArray();
                foreach (var item in (IEnumerable)value)
                    Write(json, shape.Element!, item);
                json.WriteEndArray();
                break;
            case ValueKind.Map:
                WriteMap(json, shape.Element!, (IDictionary)value);
                break;
            default:
                json.WriteStartObject();
                foreach (var key in shape.Record.Keys)
                {
                    if (key.Read(value) is { } member)
                        Write(json, key.Name, key.Value, member);
                }

                json.WriteEndObject();
                break;
        }
    }

    // An immutable dictionary has no order that is the same in every run; names have.
    private static void WriteMap(Utf8JsonWriter json, ValueShape element, IDictionary map)
    {
        var names = new string[map.Count];
        map.Keys.CopyTo(names, 0);
        Array.Sort(names, StringComparer.Ordinal);
        json.WriteStartObject();
        foreach (var name in names)
            Write(json, name, element, map[name]!);
        json.WriteEndObject();
    }
}
