using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>The single words of JSON and of markup, one behind the other.</summary>
public sealed class SingleWordsTests
{
    private const string Phrase = "cat swing flag economy stadium alone churn speed unique patch report train";

    private static string[] Words => Phrase.Split(' ');

    public static TheoryData<string, string> Shown => new()
    {
        { "objects", Array(word => $$"""{"i":1,"w":"{{word}}"}""") },
        { "objects with another string", Array(word => $$"""{"kind":"entry","w":"{{word}}"}""") },
        { "objects with an id", Array(word => $$"""{"id":"n-17","w":"{{word}}"}""") },
        { "behind a title", $$"""{"title":"shop","list":{{Array(word => $$"""{"w":"{{word}}"}""")}}}""" },
        { "names of their own", "{" + string.Join(',', Words.Select((word, i) => $"\"k{i}\":\"{word}\"")) + "}" },
        { "two rows", Array(word => $$"""{"w":"{{word}}"}""") + Array(word => $$"""{"w":"{{word}}"}""") },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void Words_are_read_through_what_stands_between_them(string name, string json) =>
        Assert.True(Gather(json).Contains(Phrase, StringComparison.Ordinal), name);

    public static TheoryData<string, string> Hidden => new()
    {
        { "too few", $"[{string.Join(',', Words[..11].Select(word => $$"""{"w":"{{word}}","i":"1","j":"2"}"""))}]" },
        { "sentences between", Array(word => $$"""{"w":"{{word}}","x":"a sentence","w":"another one"}""") },
        { "no words", Array(_ => """{"w":"R2D2"}""") },
        { "the same few words", Array(word => $$"""{"w":"{{(word.Length > 5 ? "open" : "done")}}"}""") },
        { "broken", "{\"a\":\"" + new string('"', 100) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Anything_else_is_left_out(string name, string json) => Assert.Equal((name, ""), (name, Gather(json)));

    [Theory]
    [InlineData("<p>{0}</p>", "<w n=\"1\">", "</w>", true)]
    [InlineData("<table>\n{0}</table>", "<tr><td>7</td><td> ", "\n</td></tr>\n", true)]
    [InlineData("<p>{0}</p>", "<w>", " and so on</w>", false)]
    public void Words_are_read_through_tags(string document, string before, string behind, bool isFound)
    {
        var markup = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, document,
            string.Concat(Words.Select(word => before + word + behind)));
        var found = Encoding.UTF8.GetString(SingleWords.OfMarkup(Encoding.UTF8.GetBytes(markup)));
        Assert.Equal(isFound, found.Contains(Phrase, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_gathered_is_bounded() =>
        Assert.InRange(
            Gather(string.Concat(Enumerable.Repeat(Array(word => $$"""{"w":"{{word}}"}"""), 2000))).Length, 1, 16_384);

    [Fact]
    public void Rows_are_not_mixed_up_by_the_next_document()
    {
        Gather(Array(word => $$"""{"w":"{{word}}"}"""));
        Assert.Equal("", Gather(Array(_ => """{"w":"R2D2","v":"C3PO"}""")));
    }

    private static string Array(Func<string, string> entry) => $"[{string.Join(',', Words.Select(entry))}]";

    private static string Gather(string json) =>
        Encoding.UTF8.GetString(SingleWords.OfJson(Encoding.UTF8.GetBytes(json)));
}
