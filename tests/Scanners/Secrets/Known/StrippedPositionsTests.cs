using System.Buffers;
using System.Text;
using Pipelock.Scanners.Secrets.Known;

namespace Pipelock.Scanners.Tests.Secrets.Known;

public class StrippedPositionsTests
{
    private static readonly SearchValues<byte> s_separators = SearchValues.Create("-. "u8);

    public static TheoryData<string, int[], string> Asked => new()
    {
        { "abc", [0, 1, 2], "abc" },
        { "--a..b c", [0, 1, 2], "abc" },
        { "a-b.c d", [3, 1, 2, 0, 0, 3], "dbcaad" },
        { "- . z", [0], "z" },
    };

    [Theory, MemberData(nameof(Asked))]
    public void Are_those_of_the_bytes_that_were_kept_in_any_order(string text, int[] kept, string bytes)
    {
        var positions = new StrippedPositions(Encoding.UTF8.GetBytes(text), s_separators);
        var seen = new StringBuilder();
        foreach (var offset in kept)
            seen.Append(text[positions.Of(offset)]);
        Assert.Equal(bytes, seen.ToString());
    }
}
