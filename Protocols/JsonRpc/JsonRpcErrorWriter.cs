using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>Writes error answers. Only refusals come here, so it is written for clarity.</summary>
public static class JsonRpcErrorWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by JSON parsers, never put into markup
    };

    /// <summary>Writes one complete error object without a line break behind it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="id">The id of the request as it was written; empty becomes null (JSON-RPC 2.0 §5).</param>
    /// <param name="code">One of <see cref="JsonRpcErrors"/>.</param>
    /// <param name="message">One sentence, without anything from the message.</param>
    /// <param name="data">The reason; left out when all of it is empty.</param>
    public static void Write(
        IBufferWriter<byte> output, ReadOnlySpan<byte> id, int code, string message, in JsonRpcErrorData data)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        if (id.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(id);
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, message);
        if (data != default)
            WriteData(json, data);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, in JsonRpcErrorData data)
    {
        json.WriteStartObject("data"u8);
        WriteText(json, "rule"u8, data.Rule);
        WriteText(json, "layer"u8, data.Layer);
        WriteText(json, "severity"u8, data.Severity);
        WriteText(json, "request_id"u8, data.RequestId);
        WriteText(json, "how_to_allow"u8, data.HowToAllow);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }
}
