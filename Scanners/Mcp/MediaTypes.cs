using System.Buffers.Text;
using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Mcp;

/// <summary>Tells media by their declared type and by their first bytes.</summary>
internal static class MediaTypes
{
    private const int Sniffed = 16; // characters of base64: twelve bytes

    private static readonly NameSet s_known = new(
        "image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/avif", "image/heic",
        "image/svg+xml", "image/x-icon", "audio/wav", "audio/mpeg", "audio/ogg", "audio/flac", "audio/aac",
        "audio/webm", "audio/mp4", "video/mp4", "video/webm", "video/ogg", "video/quicktime", "application/pdf",
        "application/octet-stream", "text/plain");

    /// <summary>The type, where it is a known one: what else a server writes there is not for the log.</summary>
    internal static string KnownName(ReadOnlySpan<byte> type) => s_known.Find(BodyFormats.Bare(type)) ?? "other";

    /// <summary>The family a media type belongs to.</summary>
    internal static MediaFamily Declared(ReadOnlySpan<byte> type) =>
        Begins(type, "image/") ? MediaFamily.Image
        : Begins(type, "audio/") ? MediaFamily.Audio
        : Begins(type, "video/") ? MediaFamily.Video
        : MediaFamily.None;

    /// <summary>The family that the first bytes of data in base64 show.</summary>
    internal static MediaFamily Sniff(ReadOnlySpan<byte> data)
    {
        Span<byte> start = stackalloc byte[Sniffed];
        if (data.Length < Sniffed)
            return MediaFamily.None;
        Base64.DecodeFromUtf8(data[..Sniffed], start, out _, out var length);
        ReadOnlySpan<byte> magic = start[..length];
        if (magic is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] || magic.StartsWith("GIF8"u8)
            || magic is [0xFF, 0xD8, 0xFF, ..]
                || (magic.Length > 8 && magic.StartsWith("RIFF"u8) && magic[8..].StartsWith("WEBP"u8)))
        {
            return MediaFamily.Image;
        }

        if (magic.StartsWith("ID3"u8) || magic.StartsWith("OggS"u8) || magic.StartsWith("fLaC"u8)
            || (magic.Length > 8 && magic.StartsWith("RIFF"u8) && magic[8..].StartsWith("WAVE"u8)))
        {
            return MediaFamily.Audio;
        }

        return (magic.Length > 8 && magic[4..].StartsWith("ftyp"u8)) || magic is [0x1A, 0x45, 0xDF, 0xA3, ..]
            ? MediaFamily.Video
            : MediaFamily.None;
    }

    private static bool Begins(ReadOnlySpan<byte> type, string family) =>
        type.Length >= family.Length && Ascii.EqualsIgnoreCase(type[..family.Length], family);
}
