using System.Buffers;
using System.Buffers.Binary;

namespace Pipelock.Scanners.Media;

/// <summary>WebP: a RIFF file, whose first chunk says what the others are (RFC 9649 §2.3 to §2.7).</summary>
internal static class WebPMetadata
{
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;
    private const byte HasExifAndXmp = 0x0C; // flags of VP8X, RFC 9649 §2.7

    internal static MetadataRemoval Remove(ReadOnlySpan<byte> image, IBufferWriter<byte> output)
    {
        var removed = new MetadataRemoval(ImageFormat.WebP, 0, 0, IsReadable: true);
        var file = new ArrayBufferWriter<byte>(image.Length);
        file.Write(image[..FileHeader]);
        // What follows the size that the file states belongs to no chunk.
        var stated = ChunkHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(image[4..]);
        var end = (int)Math.Clamp(stated, FileHeader, image.Length);
        if (end < image.Length) removed = removed.With(image.Length - end);
        var at = FileHeader;
        while (at < end)
        {
            var rest = image[at..end];
            if (rest.Length < ChunkHeader) return removed.Broken();
            var size = (long)BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var length = (int)Math.Min(ChunkHeader + size + (size & 1), rest.Length);
            if (IsMetadata(rest[..4])) removed = removed.With(length);
            else file.Write(rest[..length]);
            at += length;
        }

        var whole = file.WrittenSpan.ToArray();
        Correct(whole);
        output.Write(whole);
        return removed;
    }

    /// <summary>Puts the headers right for what is left.</summary>
    private static void Correct(Span<byte> file)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file[4..], (uint)(file.Length - ChunkHeader));
        if (file.Length > FileHeader + ChunkHeader && file.Slice(FileHeader, 4).SequenceEqual("VP8X"u8))
            file[FileHeader + ChunkHeader] &= unchecked((byte)~HasExifAndXmp);
    }

    private static bool IsMetadata(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("EXIF"u8) || type.SequenceEqual("XMP "u8);
}
