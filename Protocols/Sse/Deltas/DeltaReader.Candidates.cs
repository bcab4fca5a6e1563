using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pipelock.Protocols.Sse.Deltas;

/// <content>
/// Gemini: candidates with a content of parts. A part is no place of its own: the texts of all follow each other.
/// </content>
internal sealed partial class DeltaReader
{
    private void ReadCandidates(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadCandidate(ref json);
            else json.Skip();
        }
    }

    private void ReadCandidate(ref Utf8JsonReader json)
    {
        var first = _pieces.Count;
        var candidate = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("index"u8)) candidate = ReadIndex(ref json);
            else if (json.ValueTextEquals("content"u8)) ReadContent(ref json);
            else Skip(ref json);
        }

        foreach (ref var piece in CollectionsMarshal.AsSpan(_pieces)[first..])
            piece.Place(DeltaKind.Text, candidate, 0);
    }

    private void ReadContent(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartObject)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("parts"u8)) ReadParts(ref json);
            else Skip(ref json);
        }
    }

    private void ReadParts(ref Utf8JsonReader json)
    {
        if (!Enters(ref json, JsonTokenType.StartArray)) return;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) ReadPart(ref json);
            else json.Skip();
        }
    }

    private void ReadPart(ref Utf8JsonReader json)
    {
        var first = _pieces.Count;
        var isThought = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("text"u8))
            {
                ReadText(ref json, DeltaKind.Text);
            }
            else if (json.ValueTextEquals("thought"u8))
            {
                json.Read();
                isThought = json.TokenType == JsonTokenType.True;
                json.Skip();
            }
            else
            {
                Skip(ref json);
            }
        }

        if (!isThought) return;
        foreach (ref var piece in CollectionsMarshal.AsSpan(_pieces)[first..]) piece.Kind = DeltaKind.Reasoning;
    }
}
