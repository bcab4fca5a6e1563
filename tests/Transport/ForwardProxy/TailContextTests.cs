using System.Text;
using Pipelock.Transport.ForwardProxy;

namespace Pipelock.Transport.Tests.ForwardProxy;

public class TailContextTests
{
    public static TheoryData<string, string[], string> Joined => new()
    {
        { "the first piece alone", ["abc"], "abc" },
        { "a piece with what went before it", ["abc", "def"], "abcdef" },
        { "the oldest text gives way", ["abcdef", "ghijkl"], "efghijkl" },
        { "a piece as long as the bound", ["abc", "12345678"], "12345678" },
        { "a longer piece, whole", ["abc", "123456789"], "123456789" },
        { "what follows a longer piece, with its end", ["123456789", "ab"], "456789ab" },
        { "nothing new", ["abc", ""], "abc" },
    };

    [Theory, MemberData(nameof(Joined))]
    public void A_piece_is_looked_at_with_the_end_of_what_passed(string name, string[] pieces, string expected)
    {
        using var context = new TailContext(8);
        var joined = "";
        foreach (var piece in pieces) joined = Encoding.ASCII.GetString(context.Join(Encoding.ASCII.GetBytes(piece)));

        Assert.True(expected == joined, $"{name}: {joined}");
    }

    [Fact]
    public void After_the_end_the_next_piece_begins_anew()
    {
        using var context = new TailContext(8);
        context.Join("abc"u8);
        context.Dispose();

        Assert.True(context.Join("de"u8).SequenceEqual("de"u8));
    }
}
