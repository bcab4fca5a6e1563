using System.IO.Compression;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Gzip, zlib and bare deflate data that came out of another decoding, such as base64.</summary>
/// <remarks>
/// Told by their first bytes, so that clean text pays a comparison. What comes out is bounded by
/// <see cref="MaxLength"/>; the rest of a longer one is not looked at. A cut-off stream gives what it has.
/// </remarks>
internal static class CompressedBytes
{
    /// <summary>The most bytes one stream is inflated to.</summary>
    internal const int MaxLength = 64 * 1024;

    private const int MinLength = 16;

    /// <summary>True when the bytes begin as a compressed stream (RFC 1952 §2.3.1, RFC 1950 §2.2).</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= MinLength && (HasHeader(bytes) || BareDeflate.IsCandidate(bytes));

    /// <summary>True when what a header of gzip or zlib says stands at the start.</summary>
    internal static bool HasHeader(ReadOnlySpan<byte> bytes) => IsGzip(bytes) || IsZlib(bytes);

    /// <summary>Inflates from the start; returns the number of bytes written, 0 when it is no stream after
    /// all.</summary>
    internal static int Inflate(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        using var packed = new MemoryStream(bytes.ToArray(), writable: false);
        using Stream stream = IsGzip(bytes)
            ? new GZipStream(packed, CompressionMode.Decompress)
            : IsZlib(bytes) ? new ZLibStream(packed, CompressionMode.Decompress)
            : new DeflateStream(packed, CompressionMode.Decompress);
        var written = 0;
        try
        {
            int length;
            while (written < destination.Length && (length = stream.Read(destination[written..])) > 0)
            {
                written += length;
            }
        }
        catch (InvalidDataException)
        {
            // What came out before is as good as any text.
        }

        return written;
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) =>
        bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 && (bytes[3] & 0xE0) == 0;

    private static bool IsZlib(ReadOnlySpan<byte> bytes) =>
        bytes[0] == 0x78 && ((bytes[0] << 8) | bytes[1]) % 31 == 0 && (bytes[1] & 0x20) == 0;
}
