using System.Text.Json;

namespace Pipelock.Policy.Mcp.Decisions;

/// <summary>Finds one member at the top of a JSON object that was read before, so it is known to be well
/// formed.</summary>
internal static class TopMember
{
    private const int MaxDepth = 1000;

    /// <summary>The JSON of the member, as written; empty when there is none, or the text is no object.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IsEmpty)
            return [];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isWanted)
                return json[start..(int)reader.BytesConsumed];
        }

        return [];
    }
}
