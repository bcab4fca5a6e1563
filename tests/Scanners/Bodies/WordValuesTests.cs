using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>Whether there are enough single words, wherever the blocks begin that are read at a time.</summary>
public sealed class WordValuesTests
{
    private const int Words = 6;

    [Theory]
    [InlineData("JSON", "[{0}]", "\"{0}\",", true)]
    [InlineData("objects", "[{0}]", "{{\"w\": \"{0}\"}}, ", true)]
    [InlineData("names", "{{{0}}}", "\"{0}\":1,", false)]
    [InlineData("sentences", "[{0}]", "\"{0} and\",", false)]
    [InlineData("markup", "<p>{0}</p>", "<w>{0}</w>", true)]
    [InlineData("indented markup", "<p>{0}</p>", "<w>\n    {0}\n</w>", true)]
    [InlineData("markup with a space", "<p>{0}</p>", "<w> {0}</w>", true)]
    [InlineData("prose in markup", "<p>{0}</p>", "so {0} was", false)]
    public void Words_are_counted_where_they_are_values(string name, string document, string entry, bool isEnough)
    {
        var isMarkup = document[0] == '<';
        for (var before = 0; before < 130; before++)
        {
            var text = new string(' ', before) + Fill(document, string.Concat(
                ((string[])["cat", "swing", "flag", "economy", "stadium", "alone"]).Select(word => Fill(entry, word))));
            Assert.Equal((name, before, isEnough), (name, before, Suffice(text, isMarkup, Words)));
            Assert.False(Suffice(text, isMarkup, Words + 1));
        }
    }

    [Theory]
    [InlineData("\"cat\",\"cat\",\"cat\"", 2, false)]
    [InlineData("\"cat\",\"dog\",\"cat\"", 2, true)]
    [InlineData("\"id\",\"ab\",\"statement\",\"a1b\"", 1, false)]
    public void Different_ones_of_three_to_eight_letters_count(string json, int different, bool isEnough) =>
        Assert.Equal(
            isEnough, WordValues.Suffice(Encoding.UTF8.GetBytes($"[ {json}]"), isMarkup: false, 1, different));

    private static bool Suffice(string text, bool isMarkup, int words) =>
        WordValues.Suffice(Encoding.UTF8.GetBytes(text), isMarkup, words, words - 1);

    private static string Fill(string format, string text) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, text);
}
