using System.IO.Compression;
using System.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Reads the Content-Encoding field, and undoes the codings it names.</summary>
public static class ContentCodings
{
    /// <summary>The one coding of a body; <see cref="ContentCoding.Unknown"/> when it cannot be undone here.</summary>
    public static ContentCoding Parse(ReadOnlySpan<byte> field)
    {
        var coding = ContentCoding.Identity;
        while (!field.IsEmpty)
        {
            var end = field.IndexOf((byte)',');
            var next = One((end < 0 ? field : field[..end]).Trim(" \t"u8));
            field = end < 0 ? default : field[(end + 1)..];
            if (next != ContentCoding.Identity)
            {
                coding = coding == ContentCoding.Identity ? next : ContentCoding.Unknown;
            }
        }

        return coding;
    }

    private static ContentCoding One(ReadOnlySpan<byte> name) =>
        name.IsEmpty || Ascii.EqualsIgnoreCase(name, "identity"u8) ? ContentCoding.Identity
        : Ascii.EqualsIgnoreCase(name, "gzip"u8) || Ascii.EqualsIgnoreCase(name, "x-gzip"u8) ? ContentCoding.Gzip
        : Ascii.EqualsIgnoreCase(name, "deflate"u8) ? ContentCoding.Deflate
        : Ascii.EqualsIgnoreCase(name, "br"u8) ? ContentCoding.Brotli
        : ContentCoding.Unknown;

    /// <summary>Undoes a coding as the result is read.</summary>
    /// <param name="coded">The body; disposed with the result.</param>
    /// <param name="coding">Gzip, deflate or br.</param>
    /// <param name="first">The body's first byte, which tells the two forms of deflate apart.</param>
    public static Stream Open(Stream coded, ContentCoding coding, byte first)
    {
        const int DeflateMethod = 8; // RFC 1950 §2.2; bare deflate cannot begin so with any encoder in use
        return coding switch
        {
            ContentCoding.Gzip => new GZipStream(coded, CompressionMode.Decompress),
            ContentCoding.Brotli => new BrotliStream(coded, CompressionMode.Decompress),
            _ when (first & 0x0F) == DeflateMethod => new ZLibStream(coded, CompressionMode.Decompress),
            _ => new DeflateStream(coded, CompressionMode.Decompress),
        };
    }
}
