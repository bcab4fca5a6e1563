using System.Buffers;
using System.Text.Json;
using Pipelock.Policy.Decisions;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Takes the texts out of an answer that must not reach the agent, and leaves the rest.</summary>
internal static class AnswerStrip
{
    private const int MaxDepth = 1000;

    /// <summary>Writes the message again with every offending text replaced by a notice.</summary>
    /// <returns>False when it still offends: it is then refused as a whole.</returns>
    /// <param name="message">The message.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="context">What it answers: what is suppressed there stays.</param>
    /// <param name="stripped">The message without them.</param>
    public static bool TryStrip(
        ReadOnlySpan<byte> message, PolicySnapshot policy, scoped in DecisionContext context,
        out ReadOnlyMemory<byte> stripped)
    {
        var output = new ArrayBufferWriter<byte>(message.Length);
        using (var writer = new Utf8JsonWriter(
            output, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaxDepth }))
            Copy(message, writer, policy, context);
        stripped = output.WrittenMemory;
        var left = policy.Scanner.Mcp.ScanAnswer(stripped.Span, "result");
        return !policy.Decide(left, Surface.McpAnswer, context).IsBlocked;
    }

    private static void Copy(
        ReadOnlySpan<byte> message, Utf8JsonWriter writer, PolicySnapshot policy, scoped in DecisionContext context)
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
                    if (reader.TokenType == JsonTokenType.String && Offends(raw, policy, context, out var rule))
                        writer.WriteStringValue($"[pipelock: removed, {rule}]");
                    else
                        writer.WriteRawValue(raw, skipInputValidation: true);
                    break;
            }
        }
    }

    private static bool Offends(
        ReadOnlySpan<byte> text, PolicySnapshot policy, scoped in DecisionContext context, out string rule)
    {
        var decision = policy.Decide(policy.Scanner.Mcp.ScanAnswer(text, "result"), Surface.McpAnswer, context);
        rule = decision.Cause?.RuleName ?? "";
        return decision.IsBlocked;
    }
}
