using Pipelock.Policy.Suppression;

namespace Pipelock.Policy.Tests.Suppression;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("src/a.py", "src/a.py", true)]
    [InlineData("src/a.py", "src/b.py", false)]
    [InlineData("src/a.py", "src\\a.py", true)]
    [InlineData("src/", "src/deep/a.py", true)]
    [InlineData("src/", "lib/src/a.py", true)]
    [InlineData("src/", "mysrc/a.py", false)]
    [InlineData("/v1/", "/v1/x/y", true)]
    [InlineData("/v1/", "/x/v1/y", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/x", false)]
    [InlineData("*.py", "src/deep/a.py", true)]
    [InlineData("*.py", "a.pyc", false)]
    [InlineData("src/*.py", "src/a.py", true)]
    [InlineData("src/*.py", "src/deep/a.py", false)]
    [InlineData("src/**/a.py", "src/x/y/a.py", true)]
    [InlineData("src/**", "src/x/y/a.py", true)]
    [InlineData("**/test/*.txt", "a/b/test/c.txt", true)]
    [InlineData("**/test/*.txt", "a/b/test/d/c.txt", false)]
    [InlineData("a.py", "src/a.py", true)]
    [InlineData("a.py", "src/ba.py", false)]
    [InlineData("deep/a.py", "src/deep/a.py", true)]
    [InlineData("/a.py", "src/a.py", false)]
    [InlineData("https://a.example/*", "https://a.example/x/y", true)]
    [InlineData("https://a.example:443/x", "https://a.example/x", true)]
    [InlineData("https://a.example/x", "https://a.example:443/x", true)]
    [InlineData("https://a.example/x", "https://a.example:8443/x", false)]
    [InlineData("https://a.example/x", "https://b.example/x", false)]
    [InlineData("/x[/]", "/x/", true)]
    [InlineData("/x[/]", "/x/y", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void A_pattern_means_a_file_a_directory_a_glob_or_a_url(string pattern, string path, bool meant) =>
        Assert.Equal(meant, new PathPattern(pattern).Contains(path));

    [Theory]
    [InlineData("a[0-9]c", "a5c", true)]
    [InlineData("a[^0-9]c", "a5c", false)]
    [InlineData("a[^0-9]c", "axc", true)]
    [InlineData("a[]]c", "a]c", true)]
    [InlineData("a\\*c", "a*c", true)]
    [InlineData("a\\*c", "abc", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("*", "", true)]
    [InlineData("*a*b*c", "xxaxxbxxc", true)]
    [InlineData("*a*b*c", "xxaxxcxxb", false)]
    public void A_glob_has_the_syntax_of_a_shell(string glob, string text, bool matches) =>
        Assert.Equal(matches, Glob.IsMatch(glob, text, crossesSlash: false));

    [Fact]
    public void A_hostile_glob_stays_cheap()
    {
        var glob = string.Concat(Enumerable.Repeat("a*", 200)) + "b";

        Assert.False(Glob.IsMatch(glob, new string('a', 5000), crossesSlash: true));
    }

    [Theory]
    [InlineData("/a", true)]
    [InlineData("/a[/]", true)]
    [InlineData("/", true)]
    [InlineData("/a/", false)]
    [InlineData("/a*", false)]
    [InlineData("/?", false)]
    [InlineData("", false)]
    public void Only_a_pattern_for_one_path_is_exact(string pattern, bool exact) =>
        Assert.Equal(exact, new PathPattern(pattern).IsExact);
}
