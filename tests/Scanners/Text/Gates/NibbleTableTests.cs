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
        for (int at = 0; at < 256; at += 64)
        {
            NibbleTable.LookUp(NibbleTable.Of(low), NibbleTable.Of(high), Vector512.Create(bytes, at))
                .CopyTo(found, at);
        }

        Assert.Equal(expected, found);
    }
}
