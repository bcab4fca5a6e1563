using Pipelock.Config.Binding;

namespace Pipelock.Config.Tests.Binding;

public sealed class NearMissTests
{
    private static readonly string[] s_candidates =
        ["mode", "enforce", "max_url_length", "max_url_depth", "internal", "dlp"];

    public static TheoryData<string, string?> Names => new()
    {
        { "mod", "mode" },
        { "mdoe", "mode" },
        { "node", "mode" },
        { "nodes", "mode" },
        { "modules", null },
        { "enforced", "enforce" },
        { "enfroce", "enforce" },
        { "maxUrlLength", "max_url_length" },
        { "MAX-URL-LENGTH", "max_url_length" },
        { "max_url_lenght", "max_url_length" },
        { "max_url_dept", "max_url_depth" },
        { "internals", "internal" },
        { "internl_", "internal" },
        { "x", null },
        { "", null },
        { "dl", "dlp" },
        { "dxx", null },
        { "abc", null },
        { "something_else", null },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_name_that_was_meant_is_found(string name, string? meant) =>
        Assert.Equal(meant, NearMiss.Find(name, s_candidates));

    [Fact]
    public void Very_long_names_are_not_compared() =>
        Assert.Null(NearMiss.Find(new string('a', 65), [new string('a', 65), new string('a', 66)]));
}
