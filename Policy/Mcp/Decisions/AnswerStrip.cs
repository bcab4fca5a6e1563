using System.Buffers;
using System.Text.Json;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Takes the texts out of an answer that must not reach the agent, and leaves the rest.</summary>
internal static class AnswerStrip
{
    private const int MaxDepth = 1000;

    /// <summary>Writes the message again with every offending text replaced by a notice.</summary>
    /// <returns>False when it still offends: it is then refused as a whole.</returns>
    public static bool TryStrip(ReadOnlySpan<byte> message, PolicySnapshot policy, out ReadOnlyMemory<byte> stripped)
    {
        var output = new ArrayBufferWriter<byte>(message.Length);
        using (var writer = new Utf8JsonWriter(
            output, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaxDepth }))
            Copy(message, writer, policy);
        stripped = output.WrittenMemory;
        return !policy.Decide(policy.Scanner.Mcp.ScanAnswer(stripped.Span, "result"), Surface.McpAnswer).IsBlocked;
    }

    private static void Copy(ReadOnlySpan<byte> message, Utf8JsonWriter writer, PolicySnapshot policy)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                default:
                    var raw = message[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
                    if (reader.TokenType == JsonTokenType.String && Offends(raw, policy, out var rule))
                        writer.WriteStringValue($"[pipelock: removed, {rule}]");
                    else
                        writer.WriteRawValue(raw, skipInputValidation: true);
                    break;
            }
        }
    }

    private static bool Offends(ReadOnlySpan<byte> text, PolicySnapshot policy, out string rule)
    {
        var decision = policy.Decide(policy.Scanner.Mcp.ScanAnswer(text, "result"), Surface.McpAnswer);
        rule = decision.Cause?.RuleName ?? "";
        return decision.IsBlocked;
    }
}
