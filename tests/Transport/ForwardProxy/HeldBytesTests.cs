using System.Text;
using Pipelock.Transport.ForwardProxy;

namespace Pipelock.Transport.Tests.ForwardProxy;

public class HeldBytesTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "abc")]
    [InlineData(6, "abcdef")]
    public void What_is_clear_may_go(long clear, string releasable)
    {
        var held = Holding("abc", "def");
        held.Clear(clear);

        Assert.Equal(releasable, Text(held.Releasable.Span));
        Assert.Equal(releasable.Length > 0, held.HasReleasable);
    }

    [Fact]
    public void Positions_count_from_the_start_of_the_body_after_a_release()
    {
        var held = Holding("abcdef");
        held.Clear(4);
        held.Release(4);
        held.Append("ghi"u8);
        held.Clear(8);

        Assert.Equal("efgh", Text(held.Releasable.Span));
        Assert.Equal("efghi", Text(held.All));
        Assert.Equal(9, held.Appended);
    }

    [Fact]
    public void What_was_cleared_stays_clear_when_a_slower_look_reports_less()
    {
        var held = Holding("abcdef");
        held.Clear(6);
        held.Release(6);
        held.Append("gh"u8);
        held.Clear(2);

        Assert.Equal("", Text(held.Releasable.Span));
        Assert.Equal(2, held.Count);
    }

    [Fact]
    public void Another_body_begins_with_nothing()
    {
        var held = Holding("abc");
        held.Clear(3);
        held.End();
        held.Begin();
        held.Append("x"u8);

        Assert.Equal((1L, 1, ""), (held.Appended, held.Count, Text(held.Releasable.Span)));
    }

    [Fact]
    public void Bytes_survive_every_growth_of_the_buffer()
    {
        var whole = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 50_000).Select(i => (char)('a' + (i % 26)))));
        var held = new HeldBytes();
        held.Begin();
        for (var i = 0; i < whole.Length; i += 997) held.Append(whole.AsSpan(i, Math.Min(997, whole.Length - i)));

        Assert.True(held.All.SequenceEqual(whole));
    }

    private static HeldBytes Holding(params string[] pieces)
    {
        var held = new HeldBytes();
        held.Begin();
        foreach (var piece in pieces) held.Append(Encoding.ASCII.GetBytes(piece));
        return held;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
