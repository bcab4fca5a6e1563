using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Media;
using static Pipelock.Scanners.Tests.Media.ImageFiles;

namespace Pipelock.Scanners.Tests.Media;

/// <summary>What is taken out of an image, and that nothing else is.</summary>
public sealed class ImageMetadataTests
{
    private const int CutPlaces = 200;

    public static TheoryData<string, byte[], byte[]> Cleaned => new()
    {
        { "JPEG with EXIF", Jpeg("APP0", "APP1", "DQT", "data", "end"), Jpeg("APP0", "DQT", "data", "end") },
        { "JPEG with all of them", Jpeg("APP1", "APP2", "APP13", "COM", "data", "end"), Jpeg("data", "end") },
        { "JPEG with EXIF between two scans", Jpeg("data", "APP1", "data", "end"), Jpeg("data", "data", "end") },
        { "JPEG with EXIF behind a fill byte", Jpeg("fill", "APP1", "data", "end"), Jpeg("fill", "data", "end") },
        { "JPEG with something behind its end", [.. Jpeg("data", "end"), .. "text"u8], Jpeg("data", "end") },
        { "JPEG that ends within EXIF", Jpeg("APP0", "APP1")[..^5], Jpeg("APP0") },
        { "PNG with texts", Png("IHDR", "tEXt", "iTXt", "zTXt", "eXIf", "tIME", "IDAT", "IEND"),
            Png("IHDR", "IDAT", "IEND") },
        { "PNG with a text behind the picture", Png("IHDR", "IDAT", "tEXt", "IEND"), Png("IHDR", "IDAT", "IEND") },
        { "PNG with something behind its end", [.. Png("IHDR", "IEND"), .. "text"u8], Png("IHDR", "IEND") },
        { "PNG that ends within a text", Png("IHDR", "tEXt")[..^7], Png("IHDR") },
        { "WebP with EXIF and XMP", WebP("VP8L", "EXIF", "XMP "), WebP("VP8L") },
        { "WebP with something behind its end", [.. WebP("VP8L"), .. "text"u8], WebP("VP8L") },
    };

    public static TheoryData<string, byte[]> Untouched => new()
    {
        { "plain JPEG", Jpeg("APP0", "DQT", "data", "end") },
        { "plain PNG", Png("IHDR", "IDAT", "IEND") },
        { "plain WebP", WebP("VP8L", "ICCP") },
        { "JPEG that ends within its picture", Jpeg("APP0", "data")[..^2] },
        { "PNG that ends within its picture", Png("IHDR", "IDAT")[..^6] },
        { "no image", "GIF89a and so on"u8.ToArray() },
    };

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "JPEG with bytes between segments", [.. Jpeg("APP0"), 0x11, .. Jpeg("data")] },
        { "JPEG with a length of nothing", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 5, 5] },
        { "JPEG with a marker of zero", [0xFF, 0xD8, 0xFF, 0x00, 5, 5] },
        { "PNG with a chunk without a name", [.. Png("IHDR"), .. new byte[16]] },
        { "WebP with half the head of a chunk", WebP("VP8L")[..15] },
    };

    [Theory, MemberData(nameof(Cleaned))]
    public void Metadata_goes_and_the_rest_stays(string name, byte[] image, byte[] expected)
    {
        var (removed, left) = Run(image);

        Assert.True(removed.IsReadable, name);
        Assert.Equal(expected, left);
        Assert.Equal(image.Length - expected.Length, removed.Bytes);
        Assert.True(removed.Segments > 0);
    }

    [Theory, MemberData(nameof(Untouched))]
    public void An_image_without_metadata_stays_as_it_is(string name, byte[] image)
    {
        var removed = Run(image).Removed;

        Assert.Equal((name, 0, true), (name, removed.Segments, removed.IsReadable));
    }

    [Theory, MemberData(nameof(Unreadable))]
    public void A_file_that_breaks_its_format_is_called_so(string name, byte[] image) =>
        Assert.Equal((name, false), (name, Run(image).Removed.IsReadable));

    [Fact]
    public void WebP_no_longer_announces_what_is_gone()
    {
        var (_, left) = Run(WebP("VP8X", "VP8L", "EXIF"));

        Assert.Equal(0xFF & ~0x0C, left[20]);
    }

    /// <summary>Cut anywhere and with any byte changed: no exception, and what is gone is what is said to be.</summary>
    [Fact]
    public void Whatever_the_bytes_nothing_breaks()
    {
        byte[][] files =
            [Jpeg("APP0", "APP1", "data", "COM", "end"), Png("IHDR", "tEXt", "IDAT", "IEND"), WebP("VP8X", "EXIF")];
        var changes = Gen.Elements(files).SelectMany(_ => Gen.Choose(0, CutPlaces), (file, cut) => (file, cut))
            .SelectMany(_ => Gen.Choose(0, CutPlaces * 256), (one, change) => (one.file, one.cut, change));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(7, 13),
            Prop.ForAll(changes.ToArbitrary(), one =>
            {
                var file = one.file[..Math.Min(one.cut, one.file.Length)];
                if (file.Length > 0) file[one.change / 256 % file.Length] = (byte)one.change;
                var output = new ArrayBufferWriter<byte>();
                var removed = ImageMetadata.Remove(file, output);
                return removed.Segments == 0 || !removed.IsReadable
                    || output.WrittenCount == file.Length - removed.Bytes;
            }));
    }

    private static (MetadataRemoval Removed, byte[] Left) Run(byte[] image)
    {
        var output = new ArrayBufferWriter<byte>();
        var removed = ImageMetadata.Remove(image, output);
        Assert.Equal(-1, removed is { IsReadable: true, Segments: > 0 }
            ? output.WrittenSpan.IndexOf(Encoding.ASCII.GetBytes(Hidden)) : -1);
        return (removed, output.WrittenSpan.ToArray());
    }
}
