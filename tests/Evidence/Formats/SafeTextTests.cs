using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Evidence.Formats;

namespace Pipelock.Evidence.Tests.Formats;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("", "")]
    [InlineData("a\"b\\c", "a\\\"b\\\\c")]
    [InlineData("a\r\nb\tc\0d\u007fe", "abcde")]
    [InlineData("a\u001b[31mred\u001b[0m", "ared")]
    [InlineData("a\u001b[1;31;42mb", "ab")]
    [InlineData("a\u001b]0;title\u0007b", "ab")]
    [InlineData("a\u001b]8;;http://x\u001b\\b", "ab")]
    [InlineData("a\u001bcb", "ab")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\u001b[", "a")]
    [InlineData("a\u001b[31", "a31")]
    [InlineData("a\u001b]never ended", "anever ended")]
    [InlineData("a\u009b31mb\u0085c", "a31mbc")]
    [InlineData("ü€😀", "ü€😀")]
    [InlineData("abc\u202edef\u2066x\u2028y", "abcdefxy")]
    public void Text_from_outside_is_made_harmless(string text, string expected) =>
        Assert.Equal(expected, Written(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(new byte[] { 0x61, 0xff, 0x62 }, "a\ufffdb")]
    [InlineData(new byte[] { 0xc3 }, "\ufffd")]
    [InlineData(new byte[] { 0xc0, 0x8a }, "\ufffd\ufffd")] // an overlong line feed (RFC 3629 §3)
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, "\ufffd\ufffd\ufffd")] // half a surrogate pair
    public void What_is_no_utf8_is_marked(byte[] text, string expected) => Assert.Equal(expected, Written(text));

    [Fact]
    public void Whatever_comes_in_a_json_string_without_control_characters_comes_out() =>
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithReplay(41, 43).WithMaxTest(500),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), (byte[] text) =>
            {
                var line = new LineBuffer();
                line.Append((byte)'"');
                SafeText.Append(line, text);
                line.Append((byte)'"');
                var value = JsonSerializer.Deserialize<string>(line.Written)!;
                return !value.Any(char.IsControl);
            }));

    private static string Written(byte[] text)
    {
        var line = new LineBuffer();
        SafeText.Append(line, text);
        return Encoding.UTF8.GetString(line.Written);
    }
}
