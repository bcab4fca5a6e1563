using System.Text.Json;

namespace Pipelock.Scanners.Mcp;

/// <summary>Finds the objects of a result that have data of a media type, wherever they stand.</summary>
internal static class MediaWalk
{
    /// <summary>The objects, in order; null where there is none, at no allocation.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    internal static List<MediaObject>? Find(ReadOnlySpan<byte> json)
    {
        if (!MayHaveMedia(json)) return null;
        List<MediaObject>? found = null;
        var reader = new Utf8JsonReader(json);
        var open = new MediaObjects();
        var isType = false;
        var isData = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Open(reader.CurrentDepth);
                    break;
                case JsonTokenType.EndObject:
                    var media = open[reader.CurrentDepth];
                    if (!media.Data.Equals(default)) (found ??= []).Add(media);
                    break;
                case JsonTokenType.PropertyName:
                    isType = reader.ValueTextEquals("mimeType"u8);
                    isData = reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("blob"u8);
                    continue;
                case JsonTokenType.String when isType || isData:
                    var start = (int)reader.TokenStartIndex + 1;
                    open.Note(reader.CurrentDepth, isType, start..(start + reader.ValueSpan.Length));
                    break;
            }

            isType = isData = false;
        }

        return found;
    }

    /// <summary>The text of a string as it stands between its quotes, without escapes: the makers of some servers
    /// write <c>+</c> as <c>\u002B</c>.</summary>
    internal static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> json, Range text)
    {
        var raw = json[text];
        if (raw.IndexOf((byte)'\\') < 0) return raw;
        var reader = new Utf8JsonReader(json[(text.Start.Value - 1)..(text.End.Value + 1)]);
        reader.Read();
        var plain = new byte[raw.Length];
        return plain.AsSpan(0, reader.CopyString(plain));
    }

    /// <summary>Names may be written with escapes, too.</summary>
    private static bool MayHaveMedia(ReadOnlySpan<byte> json) =>
        json.IndexOf("\"data\""u8) >= 0 || json.IndexOf("\"blob\""u8) >= 0 || json.IndexOf("\\u00"u8) >= 0;
}
