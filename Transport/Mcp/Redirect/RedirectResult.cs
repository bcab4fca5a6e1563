using System.Buffers;
using System.Text.Json;

namespace Pipelock.Transport.Mcp.Redirect;

/// <summary>Makes a tool's result of what a program printed.</summary>
internal static class RedirectResult
{
    /// <summary>The <c>result</c>: one block of text.</summary>
    public static byte[] Of(ReadOnlySpan<byte> output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("content"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, System.Text.Encoding.UTF8.GetString(output));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The whole answer to the call with this id.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> id, ReadOnlySpan<byte> result)
    {
        byte[] answer = [.. "{\"jsonrpc\":\"2.0\",\"id\":"u8, .. id, .. ",\"result\":"u8, .. result, .. "}"u8];
        return answer;
    }
}
