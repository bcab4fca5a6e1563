using System.Text;
using System.Text.Json.Nodes;
using Pipelock.Scanners.Mcp;
using static Pipelock.Scanners.Tests.Media.ImageFiles;

namespace Pipelock.Scanners.Tests.Mcp;

/// <summary>Images in results lose their metadata, and nothing else of the result changes.</summary>
public sealed class MediaCleaningTests
{
    private static readonly string s_private = Convert.ToBase64String(Jpeg("APP0", "APP1", "data", "end"));
    private static readonly string s_plain = Convert.ToBase64String(Jpeg("APP0", "data", "end"));

    public static TheoryData<string, string> Places => new()
    {
        { "content", """{"content":[{"type":"image","data":"{p}","mimeType":"image/jpeg"}],"n":1.50}""" },
        { "a blob", """{"contents":[{"uri":"a://b","mimeType":"image/jpeg","blob":"{p}"}]}""" },
        { "an embedded resource", """{"content":[{"resource":{"blob":"{p}","mimeType":"image/jpeg"}}]}""" },
        { "two of them", """{"content":[{"data":"{p}"}, {"type":"image","data":"{p}"}],"x":"\u00e9"}""" },
        { "a declared type that is wrong", """{"content":[{"data":"{p}","mimeType":"application/pdf"}]}""" },
        { "a name with escapes", """{"content":[{"\u0064ata":"{p}","mimeType":"image/jpeg"}]}""" },
    };

    [Theory, MemberData(nameof(Places))]
    public void Metadata_goes_wherever_the_image_stands(string place, string json)
    {
        var rules = new MediaRules { AllowedImageTypes = ["image/jpeg", "application/pdf"] };
        var report = Examine(json.Replace("{p}", s_private, StringComparison.Ordinal), rules);

        Assert.Equal(json.Replace("{p}", s_plain, StringComparison.Ordinal), Encoding.UTF8.GetString(report.Rewritten!));
        Assert.True(report.Exposures.All(one => one is { SegmentsRemoved: 1, Format: "jpeg" }), place);
    }

    [Theory, MemberData(nameof(Places))]
    public void Base64_that_is_written_with_escapes_is_the_same_image(string place, string json)
    {
        var escaped = string.Concat(s_private.Select(c => $"\\u{(int)c:x4}"));
        var rules = new MediaRules { AllowedImageTypes = ["image/jpeg", "application/pdf"] };
        var report = Examine(json.Replace("{p}", escaped, StringComparison.Ordinal), rules);

        Assert.Equal((place, null), (place, report.Finding));
        var expected = JsonNode.Parse(json.Replace("{p}", s_plain, StringComparison.Ordinal));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(report.Rewritten)), place);
    }

    [Fact]
    public void An_operator_may_leave_the_metadata_in()
    {
        var json = Places.Select(row => (string)row[1]).First().Replace("{p}", s_private, StringComparison.Ordinal);
        var report = Examine(json, new MediaRules { StripsMetadata = false, NotesExposure = false });

        Assert.Equal(default, report);
    }

    [Fact]
    public void An_image_that_breaks_its_format_does_not_pass()
    {
        var broken = Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
        var report = Examine($$"""{"content":[{"data":"{{broken}}","mimeType":"image/jpeg"}]}""", new MediaRules());

        Assert.Equal("media policy: the image cannot be read", report.Finding?.Reason);
        Assert.Equal("the image cannot be read", report.Exposures.Single().BlockReason);
    }

    [Fact]
    public void The_log_is_told_known_types_only()
    {
        var json = $$"""{"content":[{"data":"{{s_plain}}","mimeType":"image/of-my-password"}]}""";
        var report = Examine(json, new MediaRules { AllowedImageTypes = ["image/of-my-password"] });

        Assert.Equal("other", report.Exposures.Single().ContentType);
    }

    private static MediaReport Examine(string json, MediaRules rules) =>
        McpScanner.ExamineMedia(Encoding.UTF8.GetBytes(json), rules);
}
