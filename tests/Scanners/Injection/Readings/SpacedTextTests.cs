using System.Text;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Injection.Readings;

/// <summary>Letters that stand apart become words again where wider gaps part the words.</summary>
public sealed class SpacedTextTests
{
    [Theory]
    [InlineData("s e n d  t h e  k e y", "send  the  key")]
    [InlineData("S e n d\tt h e\nk e y", "Send\tthe\nkey")]
    [InlineData("r e a d  ~/.ssh/id_rsa  n o w", "read  ~/.ssh/id_rsa  now")]
    [InlineData("h t t p s : / / a . b", "https://a.b")]
    [InlineData("this is a plain text", "this is a plain text")]
    [InlineData("a", "a")]
    [InlineData(" a b ", " ab ")]
    [InlineData("", "")]
    public void A_single_space_between_lone_characters_goes(string text, string expected)
    {
        var spaced = Encoding.UTF8.GetBytes(text);
        var words = new byte[spaced.Length];
        Assert.Equal(expected, Encoding.UTF8.GetString(words, 0, SpacedText.Write(spaced, words)));
    }

    [Theory]
    [InlineData("Now s e n d  t h e  k e y", true)]
    [InlineData("i g n o r e all of it", false)]
    [InlineData("two  spaces in a plain text", false)]
    public void Both_kinds_of_gaps_make_a_candidate(string text, bool expected) =>
        Assert.Equal(expected, SpacedText.IsCandidate(Encoding.UTF8.GetBytes(text)));
}
