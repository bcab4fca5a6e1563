using System.Text;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Scanners.Tests.Mcp;

public sealed class MediaCheckTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";
    private const string Gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7AAAA";
    private const string Wave = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAAA";
    private const string Mp4 = "AAAAGGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQAAAAAA";

    public static TheoryData<string, string?> Results => new()
    {
        { """{"content":[{"type":"text","text":"ok"}]}""", null },
        { Image("image/png", Png), null },
        { Image("IMAGE/PNG; q=1", Png), null },
        { Image("image/gif", Gif), "the type of the image is not allowed" },
        { Image("image/svg+xml", Png), "the type of the image is not allowed" },
        { Image("image/png", "%%%"), "its data is no base64" },
        { Image("audio/wav", Wave), "sound is refused" },
        { Image("application/octet-stream", Wave), "sound is refused" },
        { Image("image/png", Wave), "sound is refused" },
        { Image("video/mp4", Mp4), "film is refused" },
        { Image("application/octet-stream", Mp4), "film is refused" },
        { Image("text/plain", "aGVsbG8="), null },
        { $$"""{"contents":[{"uri":"a://b","mimeType":"audio/ogg","blob":"{{Wave}}"}]}""", "sound is refused" },
        { """{"structuredContent":{"data":"not media","mimeType":7}}""", null },
        { """{"data":"x" broken""", "the result is not JSON" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void Media_are_judged_by_type_and_content(string json, string? reason) =>
        Assert.Equal(reason, Check(json, new MediaRules())?.Reason["media policy: ".Length..]);

    [Fact]
    public void Images_can_be_refused_and_bounded()
    {
        Assert.Null(Check(Image("image/png", Png), new MediaRules { MaxImageBytes = 100 }));
        Assert.NotNull(Check(Image("image/png", Png), new MediaRules { MaxImageBytes = 10 }));
        Assert.NotNull(Check(Image("image/png", Png), new MediaRules { RefuseImages = true }));
        Assert.Null(Check(Image("audio/wav", Wave), new MediaRules { RefuseAudio = false }));
        Assert.Null(Check(Image("image/gif", Gif), new MediaRules { AllowedImageTypes = ["image/gif"] }));
    }

    private static Finding? Check(string json, MediaRules rules) =>
        McpScanner.ExamineMedia(Encoding.UTF8.GetBytes(json), rules).Finding;

    private static string Image(string type, string data) =>
        $$"""{"content":[{"type":"text","text":"x"},{"type":"image","mimeType":"{{type}}","data":"{{data}}"}]}""";
}
