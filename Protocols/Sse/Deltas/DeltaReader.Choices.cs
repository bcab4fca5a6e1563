using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pipelock.Protocols.Sse.Deltas;

/// <content>OpenAI chat completions, and the older completions with their bare text.</content>
internal sealed partial class DeltaReader
{
    private void ReadChoices(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadChoice(ref json);
            else json.Skip();
        }
    }

    private void ReadChoice(ref Utf8JsonReader json)
    {
        var first = _pieces.Count;
        var choice = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("index"u8)) choice = ReadIndex(ref json);
            else if (json.ValueTextEquals("delta"u8) || json.ValueTextEquals("message"u8)) ReadMessage(ref json);
            else if (json.ValueTextEquals("text"u8)) ReadText(ref json, DeltaKind.Text);
            else Skip(ref json);
        }

        foreach (ref var piece in CollectionsMarshal.AsSpan(_pieces)[first..])
            piece.Place(DeltaKind.Text, choice, piece.Part);
    }

    private void ReadMessage(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8)) ReadText(ref json, DeltaKind.Text);
            else if (json.ValueTextEquals("refusal"u8)) ReadText(ref json, DeltaKind.Refusal);
            else if (json.ValueTextEquals("reasoning_content"u8) || json.ValueTextEquals("reasoning"u8))
                ReadText(ref json, DeltaKind.Reasoning);
            else if (json.ValueTextEquals("tool_calls"u8)) ReadToolCalls(ref json);
            else if (json.ValueTextEquals("function_call"u8)) ReadFunction(ref json);
            else Skip(ref json);
        }
    }

    private void ReadToolCalls(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadToolCall(ref json);
            else json.Skip();
        }
    }

    private void ReadToolCall(ref Utf8JsonReader json)
    {
        var first = _pieces.Count;
        var call = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("index"u8)) call = ReadIndex(ref json);
            else if (json.ValueTextEquals("function"u8)) ReadFunction(ref json);
            else Skip(ref json);
        }

        foreach (ref var piece in CollectionsMarshal.AsSpan(_pieces)[first..]) piece.Part = call;
    }

    private void ReadFunction(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("arguments"u8)) ReadText(ref json, DeltaKind.ToolArguments);
            else Skip(ref json);
        }
    }
}
