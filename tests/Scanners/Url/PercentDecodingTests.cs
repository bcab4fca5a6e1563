using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Tests.Url;

public sealed class PercentDecodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("%41", "A")]
    [InlineData("x%41y", "xAy")]
    [InlineData("%2541", "A")]
    [InlineData("%252541", "A")]
    [InlineData("%25252525252525252541", "A")]
    [InlineData("%%34%31", "A")]              // a triplet made of decoded digits
    [InlineData("%2%35%34%31", "A")]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("100%", "100%")]
    [InlineData("100%25", "100%")]
    [InlineData("a+b", "a+b")]
    [InlineData("%00", "\0")]
    public void It_decodes_to_the_end(string encoded, string expected)
    {
        var target = new byte[encoded.Length];
        var length = PercentDecoding.DecodeFully(Encoding.ASCII.GetBytes(encoded), target);
        Assert.Equal(expected, Encoding.Latin1.GetString(target, 0, length));
    }

    [Fact]
    public void What_it_decoded_has_nothing_left_to_decode() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(103, 107).WithMaxTest(3000),
        Prop.ForAll(
            Gen.Elements("%%%25413aAfz".ToCharArray()).ArrayOf().ToArbitrary(),
            text =>
            {
                var once = new byte[text.Length];
                var length = PercentDecoding.DecodeFully(Encoding.ASCII.GetBytes(text), once);
                var twice = new byte[length];
                return PercentDecoding.DecodeFully(once.AsSpan(0, length), twice) == length;
            }));

    [Fact]
    public void Encoding_any_number_of_times_is_undone() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(109, 113).WithMaxTest(300),
        Prop.ForAll<byte, byte>((b, rounds) =>
        {
            var text = $"%{b:x2}";
            for (var i = 0; i < rounds % 20; i++)
                text = text.Replace("%", "%25", StringComparison.Ordinal);
            var target = new byte[text.Length];
            return PercentDecoding.DecodeFully(Encoding.ASCII.GetBytes(text), target) == 1 && target[0] == b;
        }));
}
