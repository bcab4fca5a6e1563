using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Tests.Text.Gates;

public sealed class LaneMasksTests
{
    private static readonly byte[] s_all = [.. Enumerable.Range(0, 256).Select(static i => (byte)((i * 77) + 5))];

    [Theory]
    [InlineData('0', '9')]
    [InlineData('a', 'a')]
    [InlineData('\0', '\u00ff')]
    [InlineData('\u0080', '\u00ff')]
    public void Bytes_in_a_range_are_marked(char first, char last) =>
        AssertMarked(b => b >= first && b <= last, bytes => LaneMasks.InRange(bytes, (byte)first, (byte)last));

    [Fact]
    public void Letters_are_marked() => AssertMarked(static b => char.IsAsciiLetter((char)b), LaneMasks.Letters);

    [Theory]
    [InlineData('a', 'f')]
    [InlineData('g', 'z')]
    public void Letters_of_either_case_are_marked(char first, char last) =>
        AssertMarked(
            b => char.IsAsciiLetter((char)b) && (b | 0x20) >= first && (b | 0x20) <= last,
            bytes => LaneMasks.InRangeOfEitherCase(bytes, (byte)first, (byte)last));

    [Theory]
    [InlineData(0)]
    [InlineData('"')]
    [InlineData(255)]
    public void One_value_is_marked(byte value) =>
        AssertMarked(b => b == value, bytes => LaneMasks.Of(bytes, value));

    [Fact]
    public void Stretches_begin_and_end_anywhere()
    {
        for (var start = 0; start <= 64; start++)
        {
            for (var count = 0; start + count <= 64; count++)
            {
                var expected = (count == 64 ? ulong.MaxValue : (1UL << count) - 1) << (start & 63);
                Assert.Equal(
                    start == 64 ? 0 : expected, LaneMasks.Stretch(start, count).ExtractMostSignificantBits());
            }
        }
    }

    private static void AssertMarked(Func<byte, bool> expected, Func<Vector512<byte>, ulong> actual)
    {
        for (var at = 0; at < s_all.Length; at += 64)
        {
            var marks = actual(Vector512.Create(s_all, at));
            for (var i = 0; i < 64; i++)
                Assert.Equal((s_all[at + i], expected(s_all[at + i])), (s_all[at + i], (marks >> i & 1) != 0));
        }
    }
}
