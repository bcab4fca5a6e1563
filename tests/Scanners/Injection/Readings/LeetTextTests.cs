using System.Text;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Injection.Readings;

/// <summary>Signs are read as letters where they stand in words, and not where they are numbers.</summary>
public sealed class LeetTextTests
{
    [Theory]
    [InlineData("1gn0r3 4ll pr3v10u5", "ignore all previous")]
    [InlineData("53nd 17 70 m3", "send it to me")]
    [InlineData("\"5t0p!\"", "\"stopi\"")]
    [InlineData("wr1te\n4 n0te", "write\na note")]
    [InlineData("version 3.14: new", "version 3.14: new")]
    [InlineData("at 10:45, page 71.", "at 10:45, page 71.")]
    [InlineData("in (1) and [13]", "in (1) and [13]")]
    [InlineData("\u00fc1\u00fc", "\u00fci\u00fc")]
    public void A_sign_is_a_letter_in_a_word_only(string text, string expected)
    {
        var signs = Encoding.UTF8.GetBytes(text);
        var letters = new byte[signs.Length];
        LeetText.Write(signs, letters);
        Assert.Equal(expected, Encoding.UTF8.GetString(letters));
    }
}
