using System.Buffers;

namespace Pipelock.Scanners.Media;

/// <summary>Takes out of images what is not the picture: EXIF, XMP, IPTC, comments and texts, and what follows its
/// end. Stateless and thread-safe.</summary>
/// <remarks>A file that only ends too early is read as far as it goes: viewers do the same.</remarks>
public static class ImageMetadata
{
    /// <summary>The format that the first bytes show.</summary>
    public static ImageFormat FormatOf(ReadOnlySpan<byte> image) =>
        image is [0xFF, 0xD8, 0xFF, ..] ? ImageFormat.Jpeg
        : image.StartsWith(PngMetadata.Signature) ? ImageFormat.Png
        : image.Length >= 12 && image.StartsWith("RIFF"u8) && image[8..12].SequenceEqual("WEBP"u8) ? ImageFormat.WebP
        : ImageFormat.None;

    /// <summary>Writes the image without its metadata.</summary>
    /// <param name="image">The file.</param>
    /// <param name="output">Gets the file; its content counts only where something was removed.</param>
    /// <returns>What was removed; of a file of no known format, nothing.</returns>
    public static MetadataRemoval Remove(ReadOnlySpan<byte> image, IBufferWriter<byte> output) =>
        FormatOf(image) switch
        {
            ImageFormat.Jpeg => JpegMetadata.Remove(image, output),
            ImageFormat.Png => PngMetadata.Remove(image, output),
            ImageFormat.WebP => WebPMetadata.Remove(image, output),
            _ => new MetadataRemoval(ImageFormat.None, 0, 0, IsReadable: true),
        };
}
