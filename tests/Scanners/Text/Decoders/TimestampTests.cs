using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Tests.Text.Decoders;

/// <summary>Dates and times are told from other digits, wherever they begin in a block.</summary>
public class TimestampTests
{
    [Theory]
    [InlineData("2024-05-17", 10)]
    [InlineData("1999-12-31", 10)]
    [InlineData("2024-05-17T09:30", 16)]
    [InlineData("2024-05-17 09:30:00", 19)]
    [InlineData("2024-05-17T09:30:00Z", 20)]
    [InlineData("24-05-17T09:30:00Z", 18, 3)] // the year lies in the block before
    public void A_timestamp_is_marked_as_a_whole(string text, int length, int yearDigits = 0)
    {
        for (var at = 0; at + text.Length < CharacterClasses.BlockLength; at++)
        {
            var expected = ((1UL << (length - yearDigits)) - 1) << (at + yearDigits);
            Assert.Equal(expected, Marked(new string('"', at) + text));
        }
    }

    [Theory]
    [InlineData("0024-05-17")]
    [InlineData("12024-05-17")]
    [InlineData("2024-05-171")]
    [InlineData("2024-0517")]
    [InlineData("2024:05:17")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("09:30:00")]
    public void Other_digits_are_not(string text) => Assert.Equal(0UL, Marked(text));

    private static ulong Marked(string text)
    {
        var block = new byte[CharacterClasses.BlockLength];
        Array.Fill(block, (byte)' ');
        Bytes.Of(text).CopyTo(block, 0);
        var bytes = Vector512.LoadUnsafe(ref block[0]);
        return LaneMasks.Timestamps(bytes, LaneMasks.InRange(bytes, (byte)'0', (byte)'9'));
    }
}
