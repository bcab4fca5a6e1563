namespace Pipelock.Corpus.Tests;

public sealed class CorpusReaderTests
{
    private const string Text = "About the group.\n\n== one: Its reason.\nfirst\nsecond\n"
        + "== two type=text/html encoding=gzip rule=some-rule: Another: reason.\n<p>\n\n== three: Nothing in it.\n\n";

    [Fact]
    public void A_case_has_what_its_mark_says()
    {
        var cases = CorpusReader.Parse("body/block/group", Text);
        Assert.Equal(
            [
                new CorpusCase("body/block/group/one", CorpusSurface.Body, true, "first\nsecond", "Its reason."),
                new CorpusCase("body/block/group/two", CorpusSurface.Body, true, "<p>\n", "Another: reason.")
                {
                    ContentType = "text/html", ContentEncoding = "gzip", Rule = "some-rule",
                },
                new CorpusCase("body/block/group/three", CorpusSurface.Body, true, "", "Nothing in it."),
            ],
            cases);
    }

    [Theory]
    [InlineData("body/allow/group", CorpusSurface.Body, false)]
    [InlineData("url/block/group", CorpusSurface.Url, true)]
    [InlineData("response/allow/group", CorpusSurface.Response, false)]
    public void Folders_say_surface_and_verdict(string group, CorpusSurface surface, bool isAttack)
    {
        var first = CorpusReader.Parse(group, Text)[0];
        Assert.Equal((surface, isAttack), (first.Surface, first.IsAttack));
    }

    [Theory]
    [InlineData("nowhere/block/group", Text)]
    [InlineData("url/perhaps/group", Text)]
    [InlineData("url/block", Text)]
    [InlineData("url/block/group", "== one\nx")]
    [InlineData("url/block/group", "== one kind=x: y\nx")]
    public void What_is_not_as_described_is_an_error(string group, string text) =>
        Assert.Throws<FormatException>(() => CorpusReader.Parse(group, text));

    [Fact]
    public void Every_case_can_be_filled_in_and_has_a_reason() => Assert.All(
        CorpusReader.Groups.SelectMany(CorpusReader.Read),
        test =>
        {
            Assert.DoesNotContain("{{rnd", test.Payload, StringComparison.Ordinal);
            Assert.True(test.Why.Length > 3, test.Id);
        });
}
