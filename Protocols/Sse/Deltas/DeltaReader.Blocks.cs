using System.Text.Json;

namespace Pipelock.Protocols.Sse.Deltas;

/// <content>
/// OpenAI responses (<c>delta</c> is a string, the event's <c>type</c> says of what) and Anthropic messages
/// (<c>delta</c> and <c>content_block</c> are objects whose members say it).
/// </content>
internal sealed partial class DeltaReader
{
    private static DeltaKind ReadKind(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return DeltaKind.Text;
        }

        var type = json.ValueSpan;
        return type.IndexOf("arguments"u8) >= 0 || type.IndexOf("tool_call_input"u8) >= 0 ? DeltaKind.ToolArguments
            : type.IndexOf("reasoning"u8) >= 0 ? DeltaKind.Reasoning
            : type.IndexOf("refusal"u8) >= 0 ? DeltaKind.Refusal
            : DeltaKind.Text;
    }

    private void ReadDelta(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            NoteText(ref json, DeltaKind.Text);
            return;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("text"u8)) ReadText(ref json, DeltaKind.Text);
            else if (json.ValueTextEquals("thinking"u8)) ReadText(ref json, DeltaKind.Reasoning);
            else if (json.ValueTextEquals("partial_json"u8)) ReadText(ref json, DeltaKind.ToolArguments);
            else Skip(ref json);
        }
    }
}
