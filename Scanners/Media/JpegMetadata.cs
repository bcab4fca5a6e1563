using System.Buffers;
using System.Buffers.Binary;

namespace Pipelock.Scanners.Media;

/// <summary>JPEG: a row of segments, with coded picture data behind each start of scan (ITU-T T.81, Annex B).</summary>
internal static class JpegMetadata
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Comment = 0xFE;

    internal static MetadataRemoval Remove(ReadOnlySpan<byte> image, IBufferWriter<byte> output)
    {
        var removed = new MetadataRemoval(ImageFormat.Jpeg, 0, 0, IsReadable: true);
        output.Write(image[..2]);
        var at = 2;
        while (at < image.Length)
        {
            if (image[at] != 0xFF) return removed.Broken();
            if (at + 1 == image.Length)
            {
                output.Write(image[at..]);
                break;
            }

            var marker = image[at + 1];
            if (marker == EndOfImage)
            {
                output.Write(image.Slice(at, 2));
                var trailing = image.Length - at - 2;
                return trailing > 0 ? removed.With(trailing) : removed;
            }

            var length = LengthOf(image, at, marker);
            if (length < 0) return removed.Broken();
            if (length > image.Length - at) length = image.Length - at;
            if (IsMetadata(marker)) removed = removed.With(length);
            else output.Write(image.Slice(at, length));
            at += length;
        }

        return removed;
    }

    /// <summary>Bytes of the segment, its marker and the coded data behind it included; negative when there is no
    /// segment.</summary>
    private static int LengthOf(ReadOnlySpan<byte> image, int at, byte marker)
    {
        // Fill bytes, TEM and restarts have no length (B.1.1.2, B.1.1.3).
        if (marker == 0xFF) return 1;
        if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) return 2;
        if (marker == 0) return -1;
        if (image.Length - at < 4) return image.Length - at;
        var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        if (length < 4) return -1;
        return marker == StartOfScan && length < image.Length - at
            ? length + CodedLength(image[(at + length)..]) : length;
    }

    /// <summary>In coded data 0xFF is followed by 0 or is a restart (B.1.1.5).</summary>
    private static int CodedLength(ReadOnlySpan<byte> coded)
    {
        for (var at = 0; at + 1 < coded.Length; at++)
        {
            var next = coded[at..].IndexOf((byte)0xFF);
            if (next < 0) break;
            at += next;
            if (at + 1 < coded.Length && coded[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)) return at;
        }

        return coded.Length;
    }

    /// <summary>APP1 has EXIF and XMP, APP2 profiles and further images, APP13 IPTC.</summary>
    private static bool IsMetadata(byte marker) => marker is 0xE1 or 0xE2 or 0xED or Comment;
}
