using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Config.Binding;
using Pipelock.Config.Schema;

namespace Pipelock.Config.Reference;

/// <summary>What is known of a key, in words.</summary>
internal static class KeyWords
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the key does, when it is read, and whether it is served.</summary>
    public static string Meaning(KeyShape key)
    {
        var text = key.Summary ?? "";
        if (key.IsRestartOnly)
            text += " Read at start only.";
        if (key.IsInactive)
            text += " Accepted, but without effect in this version.";
        return text.TrimStart();
    }

    /// <summary>What the key takes.</summary>
    public static string Type(KeyShape key) => Type(key.Value) + Range(key.Bounds);

    /// <summary>The default as JSON, which is YAML too; empty where there is none.</summary>
    public static string Default(KeyShape key, object record)
    {
        if (key.Read(record) is not { } value)
            return "";
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
        {
            json.WriteStartObject();
            DefaultValue.Write(json, "d", key.Value, value);
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        const int Before = 5, After = 1;
        return text.Length <= Before ? "" : text[Before..^After].Replace(",\"", ", \"", StringComparison.Ordinal);
    }

    private static string Type(ValueShape shape) => shape.Kind switch
    {
        ValueKind.String => "text",
        ValueKind.Boolean => "true or false",
        ValueKind.Int32 or ValueKind.Int64 => "whole number",
        ValueKind.Double => "number",
        ValueKind.Duration => "duration",
        ValueKind.DateTime => "date and time",
        ValueKind.Enum => string.Join(", ", shape.Enum.Names),
        ValueKind.Record => "section",
        ValueKind.List => "list of " + Several(shape.Element!),
        ValueKind.Map => "names with " + Several(shape.Element!),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape.Kind, "a kind without words"),
    };

    private static string Several(ValueShape shape) => shape.Kind switch
    {
        ValueKind.String => "texts",
        ValueKind.Record => "sections",
        ValueKind.Int32 or ValueKind.Int64 => "whole numbers",
        ValueKind.Double => "numbers",
        _ => Type(shape),
    };

    private static string Range(BoundsAttribute? bounds)
    {
        if (bounds is null || bounds.MinText is not null)
            return "";
        var least = double.IsInfinity(bounds.Min) ? "" : bounds.Min.ToString(CultureInfo.InvariantCulture);
        var most = double.IsInfinity(bounds.Max) ? "" : bounds.Max.ToString(CultureInfo.InvariantCulture);
        return (least, most) switch
        {
            ("", "") => "",
            (_, "") => $", at least {least}",
            ("", _) => $", at most {most}",
            _ => $", {least} to {most}",
        };
    }
}
