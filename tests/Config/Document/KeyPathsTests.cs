using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Document;

public sealed class KeyPathsTests
{
    public static TheoryData<string, string, string> Children => new()
    {
        { "", "a", "a" },
        { "a", "b-c_1", "a.b-c_1" },
        { "a[0]", "b", "a[0].b" },
        { "a", "b.c", "a.\"b.c\"" },
        { "a", "", "a.\"\"" },
        { "a", "é", "a.\"é\"" },
        { "", "x\n\u001b[0m", "\"x??[0m\"" },
        { "", new string('k', 64), new string('k', 64) },
        { "", new string('k', 65), "\"" + new string('k', 64) + "…\"" },
    };

    [Theory]
    [MemberData(nameof(Children))]
    public void A_key_has_this_path(string parent, string key, string path) =>
        Assert.Equal(path, KeyPaths.Child(parent, key));

    [Fact]
    public void An_element_has_its_index() => Assert.Equal("a.b[3]", KeyPaths.Element("a.b", 3));
}
