using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Formats;

/// <summary>Writes records as lines for people: time, level, event, message, then <c>key="value"</c> pairs.</summary>
internal static class TextLines
{
    /// <summary>Appends one line.</summary>
    public static void Append(LineBuffer line, ReadOnlySpan<byte> bytes)
    {
        var record = new RecordReader(bytes);
        var facts = EventFacts.Of(record.Event);
        ValueText.AppendTime(line, record.UtcTicks);
        line.Append((byte)' ');
        line.Append(facts.LevelUtf8);
        line.Append((byte)' ');
        line.Append(facts.Name);
        line.Append(": "u8);
        line.Append(facts.MessageUtf8);
        while (record.Next())
        {
            line.Append((byte)' ');
            line.Append(FieldNames.Utf8(record.Name));
            line.Append((byte)'=');
            AppendValue(line, ref record);
        }

        line.Append((byte)'\n');
    }

    private static void AppendValue(LineBuffer line, ref RecordReader record)
    {
        if (ValueText.TryAppendNumber(line, record))
            return;
        line.Append((byte)'"');
        if (record.Kind == FieldKind.TextList)
        {
            for (var i = 0; i < record.Number; i++)
            {
                if (i > 0)
                    line.Append(", "u8);
                SafeText.Append(line, record.ListItem());
            }
        }
        else
        {
            ValueText.AppendText(line, record);
        }

        line.Append((byte)'"');
    }
}
