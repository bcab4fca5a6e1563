using System.Text;
using Pipelock.Transport.Seams;

namespace Pipelock.Transport.Tests.Seams;

/// <summary>Messages are read end to end, and line by line where that is another text.</summary>
public sealed class MessageSeamsTests
{
    public static TheoryData<string, string[], string, string, string> Readings => new()
    {
        { "words that meet", ["one"], "two", "onetwo", "one\ntwo" },
        { "a space between", ["one "], "two", "one two", "" },
        { "a space before", ["one"], " two", "one two", "" },
        { "punctuation between", ["{1}"], "{2}", "{1}{2}", "" },
        { "words that met before", ["one", "two "], "three", "onetwo three", "ne\ntwo \nthree" },
        { "words that met long before", ["one", "two ", "12345678 "], "x", "2345678 x", "" },
        { "an empty message", ["one", ""], "two", "onetwo", "one\ntwo" },
        { "letters beyond ASCII", ["né"], "é", "néé", "né\né" },
        { "a long message to come", ["one"], "123456789", "one12345678", "one\n12345678" },
        { "a long message before", ["123456789"], "x", "23456789x", "3456789\nx" },
    };

    [Theory, MemberData(nameof(Readings))]
    public void A_message_is_read_with_those_before(
        string name, string[] before, string next, string joined, string lines)
    {
        using var seams = new MessageSeams(8);
        foreach (var message in before) seams.Keep(Encoding.UTF8.GetBytes(message));
        var bytes = Encoding.UTF8.GetBytes(next);

        Assert.Equal((name, joined), (name, Encoding.UTF8.GetString(seams.Joined(bytes))));
        Assert.Equal((name, lines), (name, Encoding.UTF8.GetString(seams.Lines(bytes))));
    }

    [Fact]
    public void After_the_end_the_next_message_begins_anew()
    {
        using var seams = new MessageSeams(8);
        Assert.True(seams.IsEmpty);
        seams.Keep("one"u8);
        seams.Keep("two"u8);
        Assert.False(seams.IsEmpty);
        seams.Clear();

        Assert.True(seams.IsEmpty);
        Assert.Equal(0, seams.Lines("x"u8).Length);
        Assert.Equal("x", Encoding.UTF8.GetString(seams.Joined("x"u8)));
    }
}
