using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Tests.Text.Pieces;

/// <summary>Pieces are worth to be put together when enough of them are neither words nor numbers.</summary>
public class ChainCargoTests
{
    [Theory]
    [InlineData("AKIA IOSF ODNN 7EXA MPLE", true)]
    [InlineData("g l p a t p E r 6 u D k f v z 8", true)]
    [InlineData("the word before AKIA IOSF ODNN 7EXA MPLE", true)]
    [InlineData("AKIA IOSF ODNN 7EXA MPLE and then some words of a text follow it", false)]
    [InlineData("AKIA7 IOSF1 ODN", false)]
    [InlineData("Started Session of User root on the host", false)]
    [InlineData("27 Springfield 9623 Customer 31", false)]
    [InlineData("4c22b1f4 bbb9 1047 4d56 c5aecb7dc45a", false)]
    [InlineData("ABCDEF GHIJKL MNOPQR STUVWX", true)]
    [InlineData("abcdefg hijklmn opqrstu vwxyzab", false)]
    [InlineData("89 EUR 2024-09-10T16:17:56Z 2024-09-11T16:17:56Z", false)]
    public void Pieces_are_weighed_by_what_is_in_them(string pieces, bool expected)
    {
        Assert.Equal(expected, MayBeIn(pieces, 0, isLoose: false));
        // The same behind other things, and in pieces of a token.
        Assert.Equal(expected, MayBeIn(new string('=', 70) + pieces, 70, isLoose: false));
        Assert.Equal(expected, new ChainCargo(3).MayBeIn(
            Bytes.Of(pieces.Replace(' ', '-')), 0, pieces.Length, (byte)'-', isLoose: false));
    }

    [Fact]
    public void Pieces_that_reach_over_many_blocks_are_all_counted()
    {
        const string Numbers = "12345678 23456789 ";
        var text = "AKIA IOSF ODNN EXAM PLE " + string.Concat(Enumerable.Repeat(Numbers, 30));
        Assert.True(MayBeIn(text, 0, isLoose: false));
        Assert.False(MayBeIn(text, "AKIA IOSF ODNN EXAM PLE ".Length, isLoose: false));
    }

    [Fact]
    public void Words_do_not_count_where_it_is_open_what_the_pieces_are() => Assert.Equal(
        (false, true),
        (MayBeIn("AKIA IOSF and so on 12345 words", 0, isLoose: false),
            MayBeIn("AKIA IOSF and so on 12345 words", 0, isLoose: true)));

    private static bool MayBeIn(string text, int start, bool isLoose) =>
        new ChainCargo(3).MayBeIn(Bytes.Of(text), start, text.TrimEnd().Length, 0, isLoose);
}
