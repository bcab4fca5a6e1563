using System.Buffers;
using System.Buffers.Binary;

namespace Pipelock.Scanners.Media;

/// <summary>PNG: a signature and chunks of length, type, data and check sum (PNG, third edition, clause 5).</summary>
internal static class PngMetadata
{
    private const int Overhead = 12;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    internal static MetadataRemoval Remove(ReadOnlySpan<byte> image, IBufferWriter<byte> output)
    {
        var removed = new MetadataRemoval(ImageFormat.Png, 0, 0, IsReadable: true);
        output.Write(Signature);
        var at = Signature.Length;
        while (at < image.Length)
        {
            var rest = image[at..];
            if (rest.Length < Overhead)
            {
                output.Write(rest);
                break;
            }

            var type = rest.Slice(4, 4);
            if (!IsType(type)) return removed.Broken();
            var size = Overhead + (long)BinaryPrimitives.ReadUInt32BigEndian(rest);
            var length = (int)Math.Min(size, rest.Length);
            if (IsMetadata(type)) removed = removed.With(length);
            else output.Write(rest[..length]);
            at += length;
            if (!type.SequenceEqual("IEND"u8)) continue;
            return at < image.Length ? removed.With(image.Length - at) : removed;
        }

        return removed;
    }

    private static bool IsType(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter)) return false;
        }

        return true;
    }

    private static bool IsMetadata(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8)
        || type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tIME"u8);
}
