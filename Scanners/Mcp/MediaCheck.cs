using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Pipelock.Scanners.Mcp;

/// <summary>Finds images, sounds and films in a result that may not pass.</summary>
/// <remarks>
/// Goes by both the declared type and the first bytes, wherever in the result an object has data of a media type.
/// Results without such objects are not read.
/// </remarks>
internal static class MediaCheck
{
    /// <summary>The first object whose media may not pass.</summary>
    internal static Finding? Find(ReadOnlySpan<byte> resultJson, MediaRules rules)
    {
        if (resultJson.IndexOf("\"mimeType\""u8) < 0 && resultJson.IndexOf("\"data\""u8) < 0
            && resultJson.IndexOf("\"blob\""u8) < 0)
        {
            return null;
        }

        try
        {
            return FindIn(resultJson, rules);
        }
        catch (JsonException)
        {
            return Refuse("the result is not JSON");
        }
    }

    private static Finding? FindIn(ReadOnlySpan<byte> json, MediaRules rules)
    {
        var reader = new Utf8JsonReader(json);
        var open = new MediaObjects();
        bool isType = false;
        bool isData = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Open(reader.CurrentDepth);
                    break;
                case JsonTokenType.EndObject:
                    MediaObject media = open[reader.CurrentDepth];
                    if (Judge(json[media.Type], json[media.Data], rules) is { } found)
                        return found;
                    break;
                case JsonTokenType.PropertyName:
                    isType = reader.ValueTextEquals("mimeType"u8);
                    isData = reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("blob"u8);
                    continue;
                case JsonTokenType.String when isType || isData:
                    int start = (int)reader.TokenStartIndex + 1;
                    open.Note(reader.CurrentDepth, isType, start..(start + reader.ValueSpan.Length));
                    break;
            }

            isType = isData = false;
        }

        return null;
    }

    private static Finding? Judge(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, MediaRules rules)
    {
        if (data.IsEmpty)
            return null;
        MediaFamily declared = MediaTypes.Declared(type);
        MediaFamily actual = MediaTypes.Sniff(data);
        if (declared != MediaFamily.None && !Base64.IsValid(data))
            return Refuse("its data is no base64");
        MediaFamily family = actual != MediaFamily.None ? actual : declared;
        return family switch
        {
            MediaFamily.Audio when rules.RefuseAudio => Refuse("sound is refused"),
            MediaFamily.Video when rules.RefuseVideo => Refuse("film is refused"),
            MediaFamily.Image => JudgeImage(type, data, rules),
            _ => null,
        };
    }

    private static Finding? JudgeImage(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, MediaRules rules)
    {
        if (rules.RefuseImages)
            return Refuse("images are refused");
        if (data.Length / 4 * 3L > rules.MaxImageBytes)
            return Refuse($"the image is larger than {rules.MaxImageBytes} bytes");
        ReadOnlySpan<byte> bare = MediaTypes.Bare(type);
        if (bare.IsEmpty)
            return null;
        foreach (string allowed in rules.AllowedImageTypes)
        {
            if (Ascii.EqualsIgnoreCase(bare, allowed))
                return null;
        }

        return Refuse("the type of the image is not allowed");
    }

    private static Finding Refuse(string why) => new(
        ScanLayer.McpMedia, "mcp-media", "Media Policy", Severity.Medium, $"media policy: {why}") { Where = "result" };
}
