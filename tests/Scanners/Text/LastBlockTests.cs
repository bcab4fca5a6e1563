using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

public sealed class LastBlockTests
{
    public static TheoryData<int> Lengths() => [0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 255, 256, 300];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_is_read_to_its_end_and_filled_up(int length)
    {
        byte[] text = [.. Enumerable.Range(1, length).Select(static i => (byte)(i * 7))];
        byte[] expected = [.. text.Concat(Enumerable.Repeat((byte)'~', 64)).Take(64)];
        var block = new byte[64];
        var loaded = LastBlock.Load(text, (byte)'~');
        loaded.CopyTo(block);
        Assert.Equal(expected, block);
        Assert.Equal(loaded, LastBlock.LoadInPage(text, (byte)'~'));
        Assert.Equal(loaded, LastBlock.LoadCopy(text, (byte)'~'));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_is_read_from_any_place_on(int length)
    {
        byte[] text = [.. Enumerable.Range(1, length).Select(static i => (byte)(i * 7))];
        for (var at = 0; at < length; at++)
            Assert.Equal(LastBlock.LoadCopy(text.AsSpan(at), (byte)'~'), LastBlock.LoadAt(text, at, (byte)'~'));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_stands_behind_the_text_is_not_in_the_copy(int length)
    {
        var text = new byte[length + 64];
        Array.Fill(text, (byte)'x');
        var block = new byte[64];
        ref var first = ref LastBlock.Copy(text.AsSpan(0, length), 0, block);
        Assert.Equal(Math.Min(length, 64), block.Count(static b => b == 'x'));
        Assert.Equal(block[0], first);
    }

    [Fact]
    public void Nothing_is_read_beyond_the_page_in_which_a_text_ends()
    {
        using var pages = new GuardedPage();
        for (var length = 0; length <= 130; length++)
        {
            for (var left = 0; left <= 70; left++)
            {
                ReadOnlySpan<byte> text = pages.Bytes[^(length + left)..^left];
                var expected = LastBlock.LoadCopy(text, (byte)'~');
                Assert.Equal(expected, LastBlock.Load(text, (byte)'~'));
                Assert.Equal(expected, LastBlock.LoadInPage(text, (byte)'~'));
            }
        }
    }
}
