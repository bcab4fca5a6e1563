using System.Text.Json;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Schema;

/// <summary>Writes the schema of one value.</summary>
internal static class ValueSchema
{
    // The syntax of GoDuration: a sign, then 0 or numbers with units.
    private const string DurationPattern = @"^[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))+)$";

    /// <summary>Writes type, closed set, bounds and default into the object that is open.</summary>
    /// <param name="json">Takes the members.</param>
    /// <param name="shape">What the value is.</param>
    /// <param name="bounds">Bounds of the value or of its elements; null for none.</param>
    /// <param name="value">The default; null for none.</param>
    /// <param name="isElement">True for an element that cannot be null, since it has no default.</param>
    /// <param name="depth">How many sections are around it.</param>
    public static void WriteMembers(
        Utf8JsonWriter json, ValueShape shape, BoundsAttribute? bounds, object? value, bool isElement, int depth)
    {
        switch (shape.Kind)
        {
            case ValueKind.Record:
                // Without a default of its own, a section has the defaults of its record.
                var record = value ?? Activator.CreateInstance(shape.Type)!;
                SectionSchema.WriteMembers(json, shape.Record, record, isElement, depth + 1);
                return;
            case ValueKind.List:
                WriteType(json, "array", isElement);
                WriteElement(json, "items", shape, bounds, depth);
                break;
            case ValueKind.Map:
                WriteType(json, "object", isElement);
                WriteElement(json, "additionalProperties", shape, bounds, depth);
                break;
            case ValueKind.Enum:
                WriteNames(json, shape.Enum, isElement);
                break;
            default:
                WriteScalar(json, shape, bounds, isElement);
                break;
        }

        if (value is not null)
            DefaultValue.Write(json, "default", shape, value);
    }

    /// <summary>Writes the type. A key may be null, which leaves its default.</summary>
    public static void WriteType(Utf8JsonWriter json, string type, bool isElement)
    {
        if (isElement)
        {
            json.WriteString("type", type);
            return;
        }

        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private static void WriteElement(
        Utf8JsonWriter json, string name, ValueShape shape, BoundsAttribute? bounds, int depth)
    {
        json.WriteStartObject(name);
        // Only a name without a section behind it means something: the section with every default.
        var isElement = shape.Kind == ValueKind.List || shape.Element!.Kind != ValueKind.Record;
        WriteMembers(json, shape.Element!, bounds, null, isElement, depth);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, EnumShape names, bool isElement)
    {
        json.WriteStartArray("enum");
        foreach (var name in names.Names)
            json.WriteStringValue(name);
        if (!isElement)
            json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter json, ValueShape shape, BoundsAttribute? bounds, bool isElement)
    {
        var (type, format, pattern) = shape.Kind switch
        {
            ValueKind.Boolean => ("boolean", null, null),
            ValueKind.Int32 or ValueKind.Int64 => ("integer", null, null),
            ValueKind.Double => ("number", null, null),
            ValueKind.Duration => ("string", null, DurationPattern),
            ValueKind.DateTime => ("string", "date-time", null),
            _ => ("string", (string?)null, (string?)null),
        };
        WriteType(json, type, isElement);
        if (format is not null)
            json.WriteString("format", format);
        if (pattern is not null)
            json.WriteString("pattern", pattern);
        // JSON Schema has no order of durations; theirs are checked by the binder alone.
        if (bounds is null || bounds.MinText is not null)
            return;
        if (!double.IsInfinity(bounds.Min))
            json.WriteNumber("minimum", bounds.Min);
        if (!double.IsInfinity(bounds.Max))
            json.WriteNumber("maximum", bounds.Max);
    }
}
