using System.Runtime.InteropServices;
using System.Text.Json;
using Pipelock.Protocols.Json;

namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>Finds the texts in the JSON of one event. Reused; allocates nothing once warm. Not thread-safe.</summary>
/// <remarks>
/// Members come in any order, so a text is noted when it is met and gets its indices when the object around it ends.
/// Each of the four formats lives in a part of its own.
/// </remarks>
internal sealed partial class DeltaReader : IDisposable
{
    private readonly PooledText _text = new();
    private readonly List<DeltaPiece> _pieces = [];

    /// <summary>The texts of the event, in the order they stood.</summary>
    public ReadOnlySpan<DeltaPiece> Pieces => CollectionsMarshal.AsSpan(_pieces);

    /// <summary>The text of one piece, unescaped.</summary>
    public ReadOnlySpan<byte> Text(in DeltaPiece piece) => _text.Span.Slice(piece.Start, piece.Length);

    /// <summary>Reads one event; false when it is not JSON with an object or array at its top.</summary>
    public bool Read(ReadOnlySpan<byte> data)
    {
        _pieces.Clear();
        _text.Clear();
        if (!LooksLikeEvent(data)) return false;
        try
        {
            var json = new Utf8JsonReader(data);
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject) ReadEvent(ref json);
            else while (json.Read() && json.TokenType != JsonTokenType.EndArray) ReadEventOrSkip(ref json);
            while (json.Read())
            {
                // Whatever follows the value makes the reader throw.
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            _pieces.Clear();
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    /// <summary>An object or an array of objects: the usual <c>[DONE]</c> must not cost an exception.</summary>
    private static bool LooksLikeEvent(ReadOnlySpan<byte> data)
    {
        data = data.TrimStart(" \t\r\n"u8);
        if (data.IsEmpty || data[0] != '[') return !data.IsEmpty && data[0] == '{';
        data = data[1..].TrimStart(" \t\r\n"u8);
        return !data.IsEmpty && data[0] is ((byte)'{' or (byte)']');
    }

    private void ReadEventOrSkip(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartObject) ReadEvent(ref json);
        else json.Skip();
    }

    /// <summary>The object of an event; which format it is shows in its members.</summary>
    private void ReadEvent(ref Utf8JsonReader json)
    {
        var first = _pieces.Count;
        var kind = DeltaKind.Text;
        int choice = 0, part = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8)) ReadChoices(ref json);
            else if (json.ValueTextEquals("candidates"u8)) ReadCandidates(ref json);
            else if (json.ValueTextEquals("type"u8)) kind = ReadKind(ref json);
            else if (json.ValueTextEquals("index"u8) || json.ValueTextEquals("output_index"u8))
                choice = ReadIndex(ref json);
            else if (json.ValueTextEquals("content_index"u8) || json.ValueTextEquals("summary_index"u8))
                part = ReadIndex(ref json);
            else if (json.ValueTextEquals("delta"u8) || json.ValueTextEquals("content_block"u8)) ReadDelta(ref json);
            else Skip(ref json);
        }

        foreach (ref var piece in CollectionsMarshal.AsSpan(_pieces)[first..])
        {
            // Pieces of choices and candidates have their indices already, in a member of their own.
            if (!piece.IsPlaced) piece.Place(kind, choice, part);
        }
    }

    private static int ReadIndex(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var index)) return index;
        json.Skip();
        return 0;
    }

    private static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>Steps into the value of a member; one of another kind than expected is passed over.</summary>
    private static bool Enters(ref Utf8JsonReader json, JsonTokenType kind)
    {
        json.Read();
        if (json.TokenType == kind) return true;
        json.Skip();
        return false;
    }

    /// <summary>Notes the string that is the next value; a value of another kind is passed over.</summary>
    private void ReadText(ref Utf8JsonReader json, DeltaKind kind)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) NoteText(ref json, kind);
        else json.Skip();
    }

    private void NoteText(ref Utf8JsonReader json, DeltaKind kind)
    {
        var start = _text.Length;
        var room = _text.Reserve(json.ValueSpan.Length);
        var length = json.ValueSpan.Length;
        if (json.ValueIsEscaped) length = JsonText.Unescape(json.ValueSpan, room);
        else json.ValueSpan.CopyTo(room);
        _text.Advance(length);
        _pieces.Add(new DeltaPiece { Kind = kind, Start = start, Length = length });
    }
}
