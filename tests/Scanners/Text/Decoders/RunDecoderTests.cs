using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Decoders;

public class RunDecoderTests
{
    private const string Secret = "AKIAIOSFODNN7EXAMPLE";

    public static TheoryData<string, string, int> Base64Texts => new()
    {
        { "standard", Convert.ToBase64String(Bytes.Of(Secret)).TrimEnd('='), 0 },
        { "glued to one letter", "x" + Bytes.Base64Url(Secret), 1 },
        { "glued to two", "xy" + Bytes.Base64Url(Secret), 2 },
        { "glued to three", "xyz" + Bytes.Base64Url(Secret), 3 },
    };

    [Theory, MemberData(nameof(Base64Texts))]
    public void Decodes_base64_at_every_alignment(string name, string text, int alignment) =>
        Assert.Equal((name, Secret), (name, Decode<Base64Decoder>(text, alignment)));

    [Theory]
    [InlineData("Pz8_Pj4-", "???>>>")]
    [InlineData("Pz8/Pj4+", "???>>>")]
    [InlineData("Pz8_Pj4+", "???>>>")]
    [InlineData("QQ", "A")]
    [InlineData("QUI", "AB")]
    [InlineData("Q", "")]
    public void Decodes_both_alphabets_of_base64_even_mixed(string text, string expected) =>
        Assert.Equal(expected, Decode<Base64Decoder>(text, 0));

    [Fact]
    public void Decodes_base64_of_any_bytes_amid_text() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte>().ArrayOf().ToArbitrary(), bytes =>
            {
                var standard = Bytes.Of(Convert.ToBase64String(bytes).TrimEnd('='));
                var other = Bytes.Of(Bytes.Text(standard).Replace('+', '-').Replace('/', '_'));
                return DecodeAmidText<Base64Decoder>(standard, 0).SequenceEqual(bytes)
                    && DecodeAmidText<Base64Decoder>(other, 0).SequenceEqual(bytes);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80).WithReplay(71, 73));

    [Theory]
    [InlineData("414b4941", 0, "AKIA")]
    [InlineData("414B4941", 0, "AKIA")]
    [InlineData("f414b4941", 1, "AKIA")]
    [InlineData("414b49415", 0, "AKIA")]
    public void Decodes_hexadecimal_at_both_parities(string text, int alignment, string expected) =>
        Assert.Equal(expected, Decode<HexDecoder>(text, alignment));

    [Fact]
    public void Hexadecimal_that_is_not_tried_is_noise()
    {
        var pieces = Gen.Elements(
            "00", "09", "0a", "1", "1b", "20", "41", "4B", "7e", "7", "80", "bf", "c3a9", "e282ac", "C3", "f", "ff", "9");
        var runs = pieces.ListOf().Select(list => string.Concat(list).PadLeft(16, '4'));
        Prop.ForAll(runs.ToArbitrary(), run =>
            {
                var text = Bytes.Of(run + " " + new string('.', 64));
                var tried = HexDecoder.Alignments(new EncodedRun(text, run.Length));
                return Enumerable.Range(0, 2).All(alignment => (tried >> alignment & 1) != 0
                    || DecodedBytes.Judge(DecodeAmidText<HexDecoder>(Bytes.Of(run), alignment)) == DecodedKind.Noise);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(40).WithReplay(79, 83));
    }

    [Theory]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736", 0)]
    [InlineData("414b4941494f53464f444e4e3745584d", 1)]
    [InlineData("f414b4941494f53464f444e4e3745584", 2)]
    [InlineData("c3a9c3a9e282ac41e282ac41c3a94141", 1)]
    [InlineData("9f9f414b4941494f53464f444e4e3745584d42434445", 1)]
    public void Digests_are_not_tried(string run, uint expected) =>
        Assert.Equal(expected, HexDecoder.Alignments(new EncodedRun(Bytes.Of(run + new string(' ', 64)), run.Length)));

    [Theory]
    [InlineData("IFFUSQKJJ5JUMT2ETZHDORKYIFGVATCF", 0)]
    [InlineData("iffusqkjj5jumt2etzhdorkyifgvatcf", 0)]
    [InlineData("QIFFUSQKJJ5JUMT2ETZHDORKYIFGVATCF", 1)]
    public void Decodes_base32_of_one_case(string text, int alignment)
    {
        var expected = Decode<Base32Decoder<Base32Digits>>(Bytes.Base32(Secret), 0);
        Assert.Equal((Secret, Secret.Length), (expected, Decode<Base32Decoder<Base32Digits>>(text, alignment).Length));
    }

    [Theory]
    [InlineData("855KIG9L6L0JCHPK9DD4QK1J8P7L8IIQ")]
    [InlineData("855kig9l6l0jchpk9dd4qk1j8p7l8iiq")]
    public void Decodes_base32_whose_figures_come_first(string text) =>
        Assert.StartsWith("AKIA", Decode<Base32Decoder<Base32HexDigits>>(text, 0), StringComparison.Ordinal);

    [Fact]
    public void Decodes_base32_of_any_digits_five_bits_each() =>
        Prop.ForAll(Gen.Choose(0, 31).ArrayOf().ToArbitrary(), values =>
                DecodesAs<Base32Digits>(values) && DecodesAs<Base32HexDigits>(values))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80).WithReplay(73, 79));

    private static bool DecodesAs<TDigits>(int[] values)
        where TDigits : struct, IBase32Digits
    {
        var bits = string.Concat(values.Select(value => Convert.ToString(value, 2).PadLeft(5, '0')));
        var expected = bits.Chunk(8).Where(octet => octet.Length == 8)
            .Select(octet => Convert.ToByte(new string(octet), 2));
        byte[] upper = [.. values.Select(value => TDigits.Upper[value])];
        byte[] lower = [.. values.Select(value => TDigits.Lower[value])];
        return DecodeAmidText<Base32Decoder<TDigits>>(upper, 0).SequenceEqual(expected)
            && DecodeAmidText<Base32Decoder<TDigits>>(lower, 0).SequenceEqual(expected);
    }

    [Theory]
    [InlineData("414b4941-494f5346", 0, "AKIAIOSF")]
    [InlineData("0-414b-4941-494f-5346", 1, "AKIAIOSF")]
    public void Decodes_hexadecimal_that_dashes_part(string text, int alignment, string expected) =>
        Assert.Equal(expected, Decode<DashedHexDecoder>(text, alignment));

    public static TheoryData<string, string> Runs => new()
    {
        { "short words only", "" },
        { "abcdefghijklmnop", "abcdefghijklmnop" },
        { "x abcdefghijklmno y", "" },
        { "<QUtJQUlPU0ZPRE5ON0VYQU1QTEU=>", "QUtJQUlPU0ZPRE5ON0VYQU1QTEU" },
        { "a-b_c+d/0123456789 0123456789012345", "a-b_c+d/0123456789|0123456789012345" },
    };

    [Theory, MemberData(nameof(Runs))]
    public void Finds_runs_of_sixteen(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Find(Bytes.Of(text))));

    [Fact]
    public void Finds_the_runs_that_a_simple_search_finds()
    {
        var texts = Gen.Frequency(
            (24, Gen.Elements("abzAZ09+/-_"u8.ToArray())),
            (1, Gen.Elements(" =.~\u007F@[`{:,"u8.ToArray())))
            .ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text => Find(text).SequenceEqual(FindSimply(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(400).WithReplay(17, 19));
    }

    public static TheoryData<string, string, string> Pairs => new()
    {
        { "colons", Bytes.Hex(Secret, ":"), Secret + " " },
        { "spaces", Bytes.Hex(Secret, " "), Secret + " " },
        { "dashes", Bytes.Hex(Secret, "-"), Secret + " " },
        { "commas", Bytes.Hex(Secret, ","), Secret + " " },
        { "commas and spaces", Bytes.Hex(Secret, ", "), Secret + " " },
        { "prefixed, separated", Bytes.Hex(Secret, ", ", "0x"), Secret + " " },
        { "prefixed, not separated", Bytes.Hex(Secret, "", "0x"), Secret + " " },
        { "in a sentence", "the key is " + Bytes.Hex(Secret, ":") + ", keep it", Secret + " " },
        { "after a pair that is a word", "be " + Bytes.Hex(Secret, ":"), Secret + " " },
        { "after a word that ends in a pair", "see " + Bytes.Hex(Secret, " "), Secret + " " },
        { "a hardware address", "00:1a:2b:3c:4d:5e", "" },
        { "a date and a time", "2026-03-10 10:20:30", "" },
        { "bytes that are no text", "de:ad:be:ef:00:01:02:03:04:05", "" },
        { "words", "be a fed bad dad ace", "" },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Decodes_hexadecimal_pairs(string name, string text, string expected)
    {
        var source = Bytes.Of(text);
        var output = new byte[source.Length];
        var written = HexPairDecoder.Decode(source, output);
        Assert.Equal((name, expected), (name, Bytes.Text(output.AsSpan(0, written))));
    }

    [Fact]
    public void No_bytes_make_the_pair_decoder_throw_or_grow()
    {
        var texts = Gen.Elements("0123456789abcdefx:, -.\u0000\u007F"u8.ToArray()).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text => HexPairDecoder.Decode(text, new byte[text.Length]) <= text.Length)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(200).WithReplay(23, 29));
    }

    private static string Decode<TDecoder>(string text, int alignment)
        where TDecoder : struct, IRunDecoder
    {
        var run = Bytes.Of(text);
        var output = new byte[run.Length];
        var alone = Bytes.Text(output.AsSpan(0, TDecoder.Decode(new EncodedRun(run, run.Length), alignment, output)));
        Assert.Equal(alone, Bytes.Text(DecodeAmidText<TDecoder>(run, alignment)));
        return alone;
    }

    // Where there is room behind the run and its outcome, as there is in a text.
    private static byte[] DecodeAmidText<TDecoder>(byte[] run, int alignment)
        where TDecoder : struct, IRunDecoder
    {
        byte[] text = [.. run, .. Bytes.Of("= and what follows it, which is long enough to be read a vector at a time.")];
        var output = new byte[run.Length + IRunDecoder.Slack];
        var written = TDecoder.Decode(new EncodedRun(text, run.Length), alignment, output);
        return output[..written];
    }

    private static List<string> Find(byte[] text)
    {
        var found = new List<string>();
        var runs = new RunFinder(text, Base64Decoder.Alphabets[0]);
        while (runs.MoveNext())
        {
            found.Add(Bytes.Text(runs.Current));
        }

        return found;
    }

    private static IEnumerable<string> FindSimply(byte[] text)
    {
        var separated = string.Concat(text.Select(b =>
            char.IsAsciiLetterOrDigit((char)b) || "+/-_".Contains((char)b) ? (char)b : ' '));
        return separated.Split(' ').Where(run => run.Length >= 16);
    }

    /// <summary>What the gate of hexadecimal closes on is noise.</summary>
    [Fact]
    public void Hexadecimal_that_gives_text_is_tried_at_either_parity()
    {
        var pieces = Gen.Elements(
            "AKIAIOSF"u8.ToArray(), "ключ"u8.ToArray(), "密钥"u8.ToArray(), "\t\r\n"u8.ToArray(),
            "A\0K\0I\0A\0I\0O\0S\0F\0"u8.ToArray(), [0x1F], [0x80], [0xC3, 0xA9], [0xFF, 0x10]);
        var texts = pieces.ArrayOf().Select(all => all.SelectMany(piece => piece).Take(31).ToArray());
        Prop.ForAll(texts.ToArbitrary(), bytes => bytes.Length < 8 || IsTried(bytes, "") && IsTried(bytes, "7"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(12).WithReplay(17, 19));
    }

    private static bool IsTried(byte[] bytes, string before)
    {
        var run = Encoding.ASCII.GetBytes(before + Convert.ToHexString(bytes));
        var alignments = HexDecoder.Alignments(new EncodedRun(run, run.Length));
        return DecodedBytes.Judge(bytes) == DecodedKind.Noise || (alignments >> before.Length & 1) != 0;
    }
}
