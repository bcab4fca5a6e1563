using System.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Reads the Content-Encoding field.</summary>
public static class ContentCodings
{
    /// <summary>The one coding of a body; <see cref="ContentCoding.Unknown"/> when it cannot be undone here.</summary>
    public static ContentCoding Parse(ReadOnlySpan<byte> field)
    {
        ContentCoding coding = ContentCoding.Identity;
        while (!field.IsEmpty)
        {
            int end = field.IndexOf((byte)',');
            ContentCoding next = One((end < 0 ? field : field[..end]).Trim(" \t"u8));
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
}
