using System.Net;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Emit;

/// <summary>Makes an event of a record, and says how bad it is.</summary>
internal static class EventReading
{
    /// <summary>How bad the record is, without reading more of it than that takes.</summary>
    public static EventSeverity SeverityOf(ReadOnlySpan<byte> bytes)
    {
        var record = new RecordReader(bytes);
        var usual = EventFacts.Of(record.Event).Severity;
        if (record.Event is not (EventKind.AdaptiveEscalation or EventKind.AirlockEnter)) return usual;
        while (record.Next())
        {
            if (record.Name == FieldName.To
                && (record.Bytes.SequenceEqual("critical"u8) || record.Bytes.SequenceEqual("drain"u8)))
                return EventSeverity.Critical;
        }

        return usual;
    }

    /// <summary>The event of a record.</summary>
    public static EmittedEvent Read(ReadOnlySpan<byte> bytes)
    {
        var record = new RecordReader(bytes);
        var facts = EventFacts.Of(record.Event);
        var fields = new List<KeyValuePair<string, object>>();
        while (record.Next())
            fields.Add(new(Encoding.ASCII.GetString(FieldNames.Utf8(record.Name)), Value(ref record)));
        return new EmittedEvent(
            SeverityOf(bytes), Encoding.ASCII.GetString(facts.Name), new DateTimeOffset(record.UtcTicks, TimeSpan.Zero),
            facts.Message, fields);
    }

    private static object Value(ref RecordReader record)
    {
        switch (record.Kind)
        {
            case FieldKind.Text:
                return Clean(record.Bytes);
            case FieldKind.Address:
                var address = new IPAddress(record.Bytes);
                return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
            case FieldKind.RequestId:
                return $"req-{record.Number}";
            case FieldKind.Nanoseconds:
                return record.Number / 1e6;
            case FieldKind.Thousandths:
                return record.Number / 1e3;
            case FieldKind.Number:
                return record.Number;
        }

        var texts = new string[record.Number];
        for (var i = 0; i < texts.Length; i++) texts[i] = Clean(record.ListItem());
        return texts;
    }

    /// <summary>No control character leaves: what receives events may show them on a terminal.</summary>
    private static string Clean(ReadOnlySpan<byte> text)
    {
        var read = Encoding.UTF8.GetString(text);
        return read.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !read.Any(char.IsControl)
            ? read : string.Concat(read.Where(letter => !char.IsControl(letter)));
    }
}
