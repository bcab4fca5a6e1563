using System.Buffers;

namespace Pipelock.Protocols.Sse;

/// <summary>
/// Writes one event: what a client is told when its stream ends by policy. Thread-safe; allocates nothing.
/// </summary>
public static class SseWriter
{
    /// <summary>Writes an event and advances the output; does not flush.</summary>
    /// <param name="eventType">The type; one line, empty for <c>message</c>.</param>
    /// <param name="data">The data as UTF-8; each of its lines becomes a data line.</param>
    /// <param name="output">Where it goes.</param>
    /// <exception cref="ArgumentException">The type holds a line end.</exception>
    public static void Write(ReadOnlySpan<byte> eventType, ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        if (eventType.ContainsAny((byte)'\r', (byte)'\n'))
            throw new ArgumentException("an event type is one line", nameof(eventType));
        if (!eventType.IsEmpty) WriteField("event: "u8, eventType, output);
        while (true)
        {
            var end = data.IndexOfAny((byte)'\r', (byte)'\n');
            WriteField("data: "u8, end < 0 ? data : data[..end], output);
            if (end < 0) break;
            var isPair = data[end] == '\r' && end + 1 < data.Length && data[end + 1] == '\n';
            data = data[(end + (isPair ? 2 : 1))..];
        }

        output.Write("\n"u8);
    }

    private static void WriteField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        output.Write(name);
        output.Write(value);
        output.Write("\n"u8);
    }
}
