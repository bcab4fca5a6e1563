using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

public class TextTraitsTests
{
    public static TheoryData<string, int> Texts => new()
    {
        { "", 0 },
        { "The quick brown fox, (jumps) [over] {the} lazy> dog! ~^$?;", 0 },
        { "@", (int)TextTraits.At },
        { "+", (int)TextTraits.Plus },
        { "\"", (int)TextTraits.Quote },
        { "'", (int)TextTraits.Quote },
        { "`", (int)TextTraits.Quote },
        { "<", (int)TextTraits.Markup },
        { "*", (int)TextTraits.Markup },
        { "é", (int)TextTraits.Unusual },
        { "\0", (int)TextTraits.Unusual },
        { "\u001F", (int)TextTraits.Unusual },
        { "\u007F", (int)TextTraits.Unusual },
        { "\n", (int)TextTraits.Break },
        { "\t", (int)TextTraits.Break },
        { "\r", (int)TextTraits.Break },
        { "%", (int)TextTraits.Percent },
        { "&", (int)TextTraits.Ampersand },
        { "\\", (int)TextTraits.Backslash },
        { "=", (int)TextTraits.Equals },
        { "abcdefghijklmno", 0 },
        { "abcdefghijklmnop", (int)TextTraits.LongRun },
        { "abcdefg/ijklmnop", (int)TextTraits.LongRun },
        { new string('x', 63), (int)TextTraits.LongRun },
        { new string('x', 64), (int)TextTraits.LongRun },
        { "0123456789abcde", 0 },
        { "ABCDEFGHIJKLMNO7", (int)TextTraits.LongRun },
        { "0123456789abcdef", (int)TextTraits.LongRun },
        { "AbcdefghijklmnoP", (int)TextTraits.LongRun },
        { "abcdefgh_ijklmnop", (int)TextTraits.LongRun },
        { "0123456789abcdeF", (int)TextTraits.LongRun },
        { "41:4b:49:41:49:4f:53:", (int)TextTraits.HexPairs },
        { "41:4b:49:", 0 },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Reads_the_traits_of_a_text(string text, int expected) =>
        Assert.Equal((TextTraits)expected, TextTraitsReader.Read(Bytes.Of(text)));

    [Theory, MemberData(nameof(Texts))]
    public void Reads_them_wherever_they_stand_in_a_long_text(string text, int expected)
    {
        for (var before = 0; before < 130; before++)
        {
            var padded = string.Concat(Enumerable.Repeat("! ", 70))[..before] + text + "!";
            Assert.Equal((before, (TextTraits)expected), (before, TextTraitsReader.Read(Bytes.Of(padded))));
        }
    }

    [Fact]
    public void Reads_what_a_simple_search_reads()
    {
        var texts = Gen.Frequency(
            (60, Gen.Elements("abcdefg0123XYZ"u8.ToArray())),
            (10, Gen.Elements(" :,-_/+"u8.ToArray())),
            (1, Gen.Choose(0, 255).Select(b => (byte)b))).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text => TextTraitsReader.Read(text) == ReadSimply(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(300).WithReplay(31, 37));
    }

    private static TextTraits ReadSimply(byte[] text)
    {
        var latin = System.Text.Encoding.Latin1.GetString(text);
        (string Pattern, TextTraits Trait)[] table =
        [
            (@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\xFF]", TextTraits.Unusual),
            (@"[\t\r\n]", TextTraits.Break),
            ("%", TextTraits.Percent),
            ("&", TextTraits.Ampersand),
            (@"\\", TextTraits.Backslash),
            ("=", TextTraits.Equals),
            ("@", TextTraits.At),
            (@"\+", TextTraits.Plus),
            ("[\"'`]", TextTraits.Quote),
            ("[<*]", TextTraits.Markup),
            ("[A-Za-z0-9+/_-]{16}", TextTraits.LongRun),
            ("(?:[0-9A-Fa-f]{2}[-: ,]){4}", TextTraits.HexPairs),
        ];
        return table.Where(row => Regex.IsMatch(latin, row.Pattern))
            .Aggregate(TextTraits.None, (traits, row) => traits | row.Trait);
    }
}
