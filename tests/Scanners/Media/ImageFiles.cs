using System.Buffers.Binary;
using System.Text;

namespace Pipelock.Scanners.Tests.Media;

/// <summary>Small image files, put together piece by piece.</summary>
internal static class ImageFiles
{
    /// <summary>What nobody is to see.</summary>
    public const string Hidden = "Exif: taken at home";

    /// <summary>A JPEG of these segments; <c>data</c> stands for a scan, <c>end</c> for the end of the image.</summary>
    public static byte[] Jpeg(params string[] segments) =>
        [0xFF, 0xD8, .. segments.SelectMany(JpegSegment)];

    /// <summary>A PNG of these chunks.</summary>
    public static byte[] Png(params string[] types) =>
        [0x89, .. "PNG\r\n\u001a\n"u8, .. types.SelectMany(PngChunk)];

    /// <summary>A WebP of these chunks.</summary>
    public static byte[] WebP(params string[] types)
    {
        byte[] chunks = [.. types.SelectMany(WebPChunk)];
        byte[] file = [.. "RIFF????WEBP"u8, .. chunks];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(file.Length - 8));
        return file;
    }

    private static byte[] JpegSegment(string name)
    {
        if (name == "end") return [0xFF, 0xD9];
        if (name == "fill") return [0xFF];
        if (name == "data") return [0xFF, 0xDA, 0, 4, 1, 2, 0x10, 0xFF, 0x00, 0x20, 0xFF, 0xD3, 0x30];
        var content = Content(name.StartsWith("APP0", StringComparison.Ordinal) || name == "DQT");
        byte marker = name switch
        {
            "APP0" => 0xE0, "APP1" => 0xE1, "APP2" => 0xE2, "APP13" => 0xED, "COM" => 0xFE, "DQT" => 0xDB,
            _ => throw new ArgumentException(name),
        };
        return [0xFF, marker, 0, (byte)(content.Length + 2), .. content];
    }

    private static byte[] PngChunk(string type)
    {
        var content = type == "IEND" ? [] : Content(char.IsUpper(type[0]));
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. content, 1, 2, 3, 4];
    }

    private static byte[] WebPChunk(string type)
    {
        var content = type == "VP8X" ? [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0] : Content(type is "VP8L" or "ICCP");
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. content, .. new byte[content.Length % 2]];
    }

    private static byte[] Content(bool isPicture) => Encoding.ASCII.GetBytes(isPicture ? "the picture" : Hidden);
}
