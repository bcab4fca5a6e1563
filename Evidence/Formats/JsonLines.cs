using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Formats;

/// <summary>Writes records as JSON lines: level, component, event, the event's fields, time, message.</summary>
internal static class JsonLines
{
    /// <summary>Appends one line.</summary>
    public static void Append(LineBuffer line, ReadOnlySpan<byte> bytes)
    {
        var record = new RecordReader(bytes);
        var facts = EventFacts.Of(record.Event);
        line.Append("{\"level\":\""u8);
        line.Append(facts.LevelUtf8);
        line.Append("\",\"component\":\"pipelock\",\"event\":\""u8);
        line.Append(facts.Name);
        line.Append((byte)'"');
        while (record.Next())
        {
            line.Append(",\""u8);
            line.Append(FieldNames.Utf8(record.Name));
            line.Append("\":"u8);
            AppendValue(line, ref record);
        }

        line.Append(",\"time\":\""u8);
        ValueText.AppendTime(line, record.UtcTicks);
        line.Append("\",\"message\":\""u8);
        line.Append(facts.MessageUtf8);
        line.Append("\"}\n"u8);
    }

    private static void AppendValue(LineBuffer line, ref RecordReader record)
    {
        if (ValueText.TryAppendNumber(line, record))
            return;
        if (record.Kind != FieldKind.TextList)
        {
            line.Append((byte)'"');
            ValueText.AppendText(line, record);
            line.Append((byte)'"');
            return;
        }

        line.Append((byte)'[');
        for (var i = 0; i < record.Number; i++)
        {
            line.Append(i == 0 ? "\""u8 : ",\""u8);
            SafeText.Append(line, record.ListItem());
            line.Append((byte)'"');
        }

        line.Append((byte)']');
    }
}
