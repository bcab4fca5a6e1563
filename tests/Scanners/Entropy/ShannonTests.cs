using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Tests.Entropy;

public sealed class ShannonTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 0)]
    [InlineData("aaaaaaaa", 0)]
    [InlineData("ab", 1)]
    [InlineData("aabb", 1)]
    [InlineData("abcd", 2)]
    [InlineData("abcdefgh", 3)]
    [InlineData("0123456789abcdef", 4)]
    [InlineData("aab", 0.9183)]
    public void It_is_what_the_formula_says(string text, double bits) =>
        Assert.Equal(bits, Shannon.BitsPerByte(Encoding.ASCII.GetBytes(text)), 0.0001);

    [Fact]
    public void All_byte_values_once_are_eight_bits() =>
        Assert.Equal(8, Shannon.BitsPerByte([.. Enumerable.Range(0, 256).Select(i => (byte)i)]), 0.0001);

    [Fact]
    public void Texts_longer_than_the_table_are_right_too() =>
        Assert.Equal(1, Shannon.BitsPerByte([.. new byte[5000], .. Enumerable.Repeat((byte)1, 5000)]), 0.0001);

    [Fact]
    public void It_equals_the_textbook_sum_on_any_bytes() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(31, 37).WithMaxTest(500),
        Prop.ForAll<byte[]>(bytes =>
        {
            var expected = bytes.GroupBy(b => b)
                .Sum(g => -(double)g.Count() / bytes.Length * Math.Log2((double)g.Count() / bytes.Length));
            return Math.Abs(expected - Shannon.BitsPerByte(bytes)) < 1e-9;
        }));
}
