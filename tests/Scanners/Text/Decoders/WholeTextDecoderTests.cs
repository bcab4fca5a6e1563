using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Tests.Text.Decoders;

public class WholeTextDecoderTests
{
    public static TheoryData<string, string> PercentTexts => new()
    {
        { "plain", "plain" },
        { "%41", "A" },
        { "%41%4b%49%41", "AKIA" },
        { "%2541", "A" },
        { "%252525252541", "A" },
        { "%%34%31", "A" },
        { "%25%34%31", "A" },
        { "100% sure, 5%zz %4", "100% sure, 5%zz %4" },
        { "%u0041%U004b", "AK" },
        { "caf%C3%A9", "café" },
        { "%", "%" },
        { "a+b", "a+b" },
        { "%25%25%25", "%%%" },
        { "x%2", "x%2" },
        { "%2%35" + "41", "A" },
    };

    public static TheoryData<string, string> EntityTexts => new()
    {
        { "plain", "plain" },
        { "&#65;&#x4B;&#X49;A", "AKIA" },
        { "&#65&#75", "AK" },
        { "&#0000000065;", "A" },
        { "&amp;amp;amp;#65;", "A" },
        { "&lt;a&gt;", "<a>" },
        { "ghp&lowbar;A&period;B", "ghp_A.B" },
        { "&#38;#65;", "A" },
        { "a & b && c &; &unknown; &#; &#x;", "a & b && c &; &unknown; &#; &#x;" },
        { "?a=1&copy=2&amp=3&lt", "?a=1&copy=2&amp=3&lt" },
        { "A&shy;B&ZeroWidthSpace;", "A\u00ADB\u200B" },
        { "&#128512;", "😀" },
        { "&#99999999999999;", "&#99999999999999;" },
        { "&#65", "A" },
        { "&#x41G", "AG" },
    };

    public static TheoryData<string, string> EscapeTexts => new()
    {
        { "plain", "plain" },
        { @"\u0041\u004B", "AK" },
        { @"\x41\x4b\101", "AKA" },
        { @"\u{41}\u{1F600}", "A😀" },
        { @"\U0001F600", "😀" },
        { @"\ud83d\ude00", "😀" },
        { @"\000041\00004b", "AK" },
        { @"\000001", "\0" + "001" },
        { @"\\u0041", "A" },
        { @"\\\\\\u0041", "A" },
        { @"\u005cu0041", "A" },
        { @"\u005c\u0075\u0030\u0030\u0034\u0031", "A" },
        { @"line\nbreak\ttab\/\""", "line\nbreak\ttab/\"" },
        { "continued\\\nline", "continuedline" },
        { @"\w \d \", @"\w \d \" },
        { @"\u00zz \x4 \u{} \u{12345678}", @"\u00zz \x4 \u{} \u{12345678}" },
        { @"\u00\u0041", @"\u00A" },
        { @"\UFFFFFFFF", @"\UFFFFFFFF" },
    };

    public static TheoryData<string, string> QuotedPrintableTexts => new()
    {
        { "plain", "plain" },
        { "=41=4B=49=41", "AKIA" },
        { "AKIA=\r\nIOSF", "AKIAIOSF" },
        { "AKIA=\nIOSF", "AKIAIOSF" },
        { "caf=C3=A9", "café" },
        { "a = b == c", "a = b == c" },
        { "=3d=3D", "==" },
        { "ends=", "ends=" },
    };

    [Theory, MemberData(nameof(PercentTexts))]
    public void Undoes_percent_encoding(string text, string expected) => Check<PercentDecoder>(text, expected);

    [Theory, MemberData(nameof(EntityTexts))]
    public void Undoes_character_references(string text, string expected) => Check<EntityDecoder>(text, expected);

    [Theory, MemberData(nameof(EscapeTexts))]
    public void Undoes_backslash_escapes(string text, string expected) => Check<EscapeDecoder>(text, expected);

    [Theory, MemberData(nameof(QuotedPrintableTexts))]
    public void Undoes_quoted_printable(string text, string expected) =>
        Check<QuotedPrintableDecoder>(text, expected);

    [Theory]
    [InlineData("a+b%2Bc", "a b+c")]
    [InlineData("++", "  ")]
    [InlineData("a%20b", "a b")]
    public void Reads_plus_as_space_where_asked(string text, string expected)
    {
        var source = Bytes.Of(text);
        var output = new byte[source.Length];
        Assert.Equal(expected, Bytes.Text(output.AsSpan(0, PercentDecoder.Decode(source, output, plusIsSpace: true))));
    }

    [Theory]
    [InlineData("a=12", false)]
    [InlineData("a=b&c=d", false)]
    [InlineData("/list?limit=50&page=12", false)]
    [InlineData("a=12&b[0]=34&c.d=56", false)]
    [InlineData("/list?q=41=4B", false)]
    [InlineData("/list?q==41=4B", true)]
    [InlineData("AKIA=49OSFODNN=37", true)]
    [InlineData("a&b c=41=4B", true)]
    [InlineData("a=1&b=\n2", true)]
    [InlineData("caf=C3=A9", true)]
    [InlineData("sk=2Dant=2Dapi03", true)]
    [InlineData("AKIA=49OSFODNN7EXAMPLE ghp_=31234567890abcdefghij", true)]
    [InlineData("status=200 bytes=8784 duration=15ms trace=41d374c6a5387777330bdbd7210dff2a\n20 a=20\n20", false)]
    [InlineData("width=20, height=41; {x=4a,y=4b}", false)]
    [InlineData("Heading\n=======\ntext\n\nOther\n=====\n", false)]
    [InlineData("MDQ6VXNlcjU4MzIzMQ==4a7cMDQ6VXNlcjU4MzIzMQ==41fe", false)] // padding of base 64
    [InlineData("MDQ6VXNlcjU4MzIzMQ==4a7cMDQ6VXNlcjU4MzIzMQ=41=fe", true)]
    [InlineData("authorization_token==41KIA&authorization_token==41", true)]
    public void Pairs_of_digits_behind_names_are_no_quoted_printable(string text, bool expected) =>
        Assert.Equal(expected, QuotedPrintableDecoder.IsCandidate(Bytes.Of(text)));

    [Theory]
    [InlineData("a=12 b=34 c=56 ", "", false)]
    [InlineData("a=12 b=34 ", "=41=4B", true)]
    [InlineData("a=12 b=34 ", "k==41=4B", true)]
    [InlineData("a=12 b=34 ", "sk=2Dant=2Dapi03", true)]
    [InlineData("a=12 b=34 ", "soft=\nbreak", true)]
    [InlineData("a=12 b=34 ", "AKIA=49OSFODNN7EXAMPLE ghp_=31234567890abcdefghij", true)]
    [InlineData("some words ", "=41xyz=hello", false)] // one pair is one, however blocks lie
    [InlineData("some words ", "=41xyz=4Bhello", true)]
    public void Numbers_behind_names_hide_no_quoted_printable(string unit, string text, bool expected)
    {
        var around = string.Concat(Enumerable.Repeat(unit, 20));
        for (var before = 0; before < 80; before++)
        {
            var all = Bytes.Of(new string(' ', before) + around + text + " " + around);
            Assert.Equal((before, expected), (before, QuotedPrintableDecoder.IsCandidate(all)));
        }
    }

    [Fact]
    public void No_bytes_make_a_decoder_throw_or_grow()
    {
        var common = Gen.Elements("%25&#;amp\\uxU{}0147=\r\n+ \u0000"u8.ToArray());
        var texts = Gen.Frequency((3, common), (1, ArbMap.Default.GeneratorFor<byte>())).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text =>
                IsBounded<PercentDecoder>(text) && IsBounded<EntityDecoder>(text)
                && IsBounded<EscapeDecoder>(text) && IsBounded<QuotedPrintableDecoder>(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(200).WithReplay(7, 9));
    }

    [Fact]
    public void What_is_no_candidate_is_not_changed()
    {
        var texts = Gen.Elements("%4&#6;amp\\u=\n "u8.ToArray()).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text =>
                IsHonest<PercentDecoder>(text) && IsHonest<EntityDecoder>(text)
                && IsHonest<EscapeDecoder>(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(24).WithReplay(11, 13));
    }

    private static bool IsBounded<TDecoder>(byte[] text)
        where TDecoder : struct, IWholeTextDecoder
    {
        _ = TDecoder.IsCandidate(text);
        return Decode<TDecoder>(text).Length <= text.Length;
    }

    private static bool IsHonest<TDecoder>(byte[] text)
        where TDecoder : struct, IWholeTextDecoder =>
        TDecoder.IsCandidate(text) || Decode<TDecoder>(text).AsSpan().SequenceEqual(text);

    private static void Check<TDecoder>(string text, string expected)
        where TDecoder : struct, IWholeTextDecoder
    {
        var source = Bytes.Of(text);
        var decoded = Encoding.UTF8.GetString(Decode<TDecoder>(source));
        var changes = TDecoder.IsCandidate(source) || text == expected;
        Assert.Equal((expected, true), (decoded, changes));
    }

    private static byte[] Decode<TDecoder>(byte[] text)
        where TDecoder : struct, IWholeTextDecoder
    {
        var output = new byte[text.Length];
        return output[..TDecoder.Decode(text, output)];
    }
}
