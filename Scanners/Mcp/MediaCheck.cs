using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Media;

namespace Pipelock.Scanners.Mcp;

/// <summary>Finds images, sounds and films in a result that may not pass, and takes the metadata out of those that
/// may.</summary>
/// <remarks>
/// Goes by both the declared type and the first bytes, wherever in the result an object has data of a media type.
/// Results without such objects are not read and cost no allocation.
/// </remarks>
internal sealed class MediaCheck(MediaRules rules)
{
    private readonly List<(Range Place, string Data)> _cleaned = [];
    private readonly ImmutableArray<MediaExposure>.Builder _exposures = ImmutableArray.CreateBuilder<MediaExposure>();

    /// <summary>Examines a result.</summary>
    internal static MediaReport Examine(ReadOnlySpan<byte> json, MediaRules rules)
    {
        try
        {
            return MediaWalk.Find(json) is { } media ? new MediaCheck(rules).Examine(json, media) : default;
        }
        catch (JsonException)
        {
            return new MediaReport { Finding = Refuse("the result is not JSON") };
        }
    }

    private MediaReport Examine(ReadOnlySpan<byte> json, List<MediaObject> media)
    {
        Finding? finding = null;
        foreach (var one in media)
        {
            finding = Judge(json, one);
            if (finding is not null) break;
        }

        return new MediaReport
        {
            Finding = finding,
            Rewritten = finding is null && _cleaned.Count > 0 ? Rewrite(json) : null,
            Exposures = rules.NotesExposure && _exposures.Count > 0 ? _exposures.ToImmutable() : default,
        };
    }

    private Finding? Judge(ReadOnlySpan<byte> json, MediaObject media)
    {
        var type = MediaWalk.Unescape(json, media.Type);
        var data = MediaWalk.Unescape(json, media.Data);
        var declared = MediaTypes.Declared(type);
        var actual = MediaTypes.Sniff(data);
        var family = actual != MediaFamily.None ? actual : declared;
        if (data.IsEmpty || family == MediaFamily.None) return null;
        MetadataRemoval removed = default;
        var reason = declared != MediaFamily.None && !Base64.IsValid(data) ? "its data is no base64" : family switch
        {
            MediaFamily.Audio when rules.RefuseAudio => "sound is refused",
            MediaFamily.Video when rules.RefuseVideo => "film is refused",
            MediaFamily.Image => JudgeImage(type, data) ?? Clean(media.Data, data, out removed),
            _ => null,
        };
        var size = data.Length / 4 * 3L;
        _exposures.Add(MediaExposure.Of(type, size, removed) with { BlockReason = reason ?? "" });
        return reason is null ? null : Refuse(reason);
    }

    private string? JudgeImage(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (rules.RefuseImages)
            return "images are refused";
        if (data.Length / 4 * 3L > rules.MaxImageBytes)
            return $"the image is larger than {rules.MaxImageBytes} bytes";
        var bare = BodyFormats.Bare(type);
        return bare.IsEmpty || rules.AllowsImage(bare) ? null : "the type of the image is not allowed";
    }

    private string? Clean(Range place, ReadOnlySpan<byte> data, out MetadataRemoval removed)
    {
        removed = default;
        if (!rules.StripsMetadata) return null;
        var image = new byte[Base64.GetMaxDecodedFromUtf8Length(data.Length)];
        Base64.DecodeFromUtf8(data, image, out _, out var length);
        var output = new ArrayBufferWriter<byte>(Math.Max(1, length));
        removed = ImageMetadata.Remove(image.AsSpan(0, length), output);
        if (!removed.IsReadable) return "the image cannot be read";
        if (removed.Segments > 0) _cleaned.Add((place, Convert.ToBase64String(output.WrittenSpan)));
        return null;
    }

    private byte[] Rewrite(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        var at = 0;
        foreach ((var place, var data) in _cleaned)
        {
            output.Write(json[at..place.Start.Value]);
            Encoding.ASCII.GetBytes(data, output);
            at = place.End.Value;
        }

        output.Write(json[at..]);
        return output.WrittenSpan.ToArray();
    }

    private static Finding Refuse(string why) => new(
        ScanLayer.McpMedia, "mcp-media", "Media Policy", Severity.Medium, $"media policy: {why}") { Where = "result" };
}
