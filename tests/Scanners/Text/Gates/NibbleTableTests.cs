using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Tests.Text.Gates;

public sealed class NibbleTableTests
{
    [Fact]
    public void Every_byte_finds_what_the_entries_of_its_halves_share()
    {
        byte[] low = [.. Enumerable.Range(0, 16).Select(static i => (byte)((i * 37) + 11))];
        byte[] high = [.. Enumerable.Range(0, 16).Select(static i => (byte)((i * 91) + 200))];
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        byte[] expected = [.. bytes.Select(b => (byte)(low[b & 15] & high[b >> 4]))];
        var found = new byte[256];
        for (var at = 0; at < 256; at += 64)
        {
            var block = Vector512.Create(bytes, at);
            NibbleTable.LookUp(NibbleTable.Of(low), NibbleTable.Of(high), block).CopyTo(found, at);
            var mask = NibbleTable.Mask(NibbleTable.Of(low), NibbleTable.Of(high), block);
            for (var i = 0; i < 64; i++)
                Assert.Equal(expected[at + i] != 0, (mask >> i & 1) != 0);
        }

        Assert.Equal(expected, found);
    }
}
