using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests;

public sealed class GatherBufferTests
{
    private static readonly RunAlphabet s_left = new("./ \t-_"u8);

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("2026-11-23", "20261123")]
    [InlineData("...", "")]
    [InlineData("/a.b c\td-e_f", "abcdef")]
    public void Characters_are_left_out(string text, string expected)
    {
        var buffer = new GatherBuffer();
        buffer.Add((byte)'>');
        buffer.AddWithout(Encoding.ASCII.GetBytes(text), s_left);
        buffer.Add((byte)'<');
        Assert.Equal($">{expected}<", Encoding.ASCII.GetString(buffer.Text));
    }

    [Fact]
    public void Blocks_and_searches_leave_out_the_same()
    {
        var bytes = Gen.ArrayOf(Gen.Frequency(
            (3, Gen.Elements("./ \t-_"u8.ToArray())), (5, Gen.Choose(0, 255).Select(static value => (byte)value))));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261123, 7).WithEndSize(300),
            Prop.ForAll(bytes.ToArbitrary(), static text =>
            {
                GatherBuffer blocks = new(), searches = new();
                blocks.AddWithout(text, s_left);
                searches.AddWithout(text, s_left.Characters);
                return blocks.Text.SequenceEqual(searches.Text);
            }));
    }

    [Fact]
    public void It_grows_while_its_own_text_is_added_again()
    {
        var buffer = new GatherBuffer();
        buffer.Add("ab-"u8);
        for (var i = 0; i < 14; i++)
            buffer.AddWithout(buffer.Text, s_left);
        Assert.True(buffer.Text.StartsWith("ab-abab"u8));
        Assert.Equal(1, buffer.Text.Count((byte)'-'));
        Assert.Equal((3 * 16384) - (16384 - 1), buffer.Length);
    }
}
