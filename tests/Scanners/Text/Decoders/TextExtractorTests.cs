using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Normalization;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Decoders;

public class TextExtractorTests
{
    private delegate int Extractor(ReadOnlySpan<byte> text, Span<byte> destination);

    private const string Secret = "AKIAIOSFODNN7EXAMPLE";

    private static readonly Dictionary<string, (Extractor Extract, Func<int, int> MaxLength)> s_extractors = new()
    {
        ["split"] = ((text, output) => SplitChains.Extract(text, CutText.Lanes(text).Split, output),
            SplitChains.MaxLength),
        ["quoted"] = (QuotedChains.Extract, QuotedChains.MaxLength),
        ["marked"] = (MarkedChains.Extract, MarkedChains.MaxLength),
        ["codes"] = ((text, output) => CharacterCodes.Extract(text, CutText.Lanes(text).Codes, output),
            CharacterCodes.MaxLength),
        ["mirrored"] = (Mirror, MirroredRuns.MaxLength),
        ["base85"] = ((text, output) => Base85Decoder.Extract(text, CutText.Lanes(text).Base85, output),
            Base85Decoder.MaxLength),
        ["uu"] = (UuDecoder.Extract, UuDecoder.MaxLength),
        ["wrapped"] = (WrappedRuns.Extract, WrappedRuns.MaxLength),
        ["points"] = (CodePoints.Extract, CodePoints.MaxLength),
        ["dump"] = (HexDump.Extract, HexDump.MaxLength),
        ["tags"] = (TagCharacters.Extract, TagCharacters.MaxLength),
    };

    public static TheoryData<string> Names => [.. s_extractors.Keys];

    public static TheoryData<string, string, string> Shown => new()
    {
        { "split", "A K I A I O S F O D N N 7 E X A M P L E", Secret },
        { "split", "the AKIA-IOSF-ODNN-7EXA-MPLE one", Secret },
        { "split", "AKIA, IOSF, ODNN, 7EXA, MPLE", Secret },
        { "split", "sk-a-nt-a-pi03--Q7x-Z2kL-9mN4-v", "sk-ant-api03-Q7xZ2kL9mN4v" },
        { "split", "glpat|-Q7xZ|2kL9|mN4v|8rT5|wY3u", "glpat-Q7xZ2kL9mN4v8rT5wY3u" },
        { "quoted", "k = \"AKIAIOSF\" + \"ODNN7EXAMPLE\";", Secret },
        { "quoted", "k = 'AKIAIOSF' . 'ODNN7EXAMPLE';", Secret },
        { "quoted", "k = \"AKIA\" +\n    \"IOSFODNN\" +\n    \"7EXAMPLE\"", Secret },
        { "quoted", "[\"AKIA\", \"IOSFODNN7EXAMPLE\"]", Secret },
        { "quoted", "parts:\n  - \"AKIAIOSF\"\n  - \"ODNN7EXAMPLE\"\n", Secret },
        { "quoted", "- 'AKIAIOSF'\n- 'ODNN7'\n- 'EXAMPLE'", Secret },
        { "quoted", "K=AKIAIOSF\"\"ODNN7EXAMPLE", Secret },
        { "marked", "value AKIAIOSF<!-- -->ODNN7EXAMPLE", Secret },
        { "marked", "<b>AKIA</b>IOSFODNN7EXAMPLE", Secret },
        { "marked", "AKIA/**/IOSF<wbr/>ODNN/* x */7EXAMPLE;", Secret },
        { "codes", string.Join(',', Secret.Select(c => (int)c)), Secret },
        { "codes", string.Join("+", Secret.Select(c => $"chr({(int)c})")), Secret },
        { "codes", string.Join(' ', Secret.Select(c => Convert.ToString(c, 8))), Secret },
        { "codes", string.Join(' ', Secret.Select(c => Convert.ToString(c, 8).PadLeft(4, '0'))), Secret },
        { "codes", string.Join(' ', Secret.Select(c => Convert.ToString(c, 2).PadLeft(8, '0'))), Secret },
        { "codes", "value: " + string.Concat(Secret.Select(c => Convert.ToString(c, 2).PadLeft(8, '0'))), Secret },
        { "codes", "row: " + string.Concat(Secret.Select(c => Convert.ToString(c, 8).PadLeft(3, '0'))), Secret },
        { "codes", "/v1/log?d=" + string.Join(',', Secret.Select(c => (int)c)), Secret },
        { "codes", "012, " + string.Join(", ", Secret.Select(c => (int)c)) + ", 200", Secret },
        { "codes", "{\"text\": \"note: " + string.Concat(Secret.Select(c => Convert.ToString(c, 2).PadLeft(8, '0')))
            + "\"}", Secret },
        { "codes", string.Join(", ", Secret.Select(c => (int)c)) + ", 1234567", Secret },
        { "codes", "1234567, " + string.Join(",\n  ", Secret.Select(c => (int)c)), Secret },
        { "mirrored", string.Concat(
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a".Reverse()), "ghp_16C7e42F292c6912E7710c838347Ae178B4a" },
        { "mirrored", "tuc_16P7r42S292p6912R7710p838347Nr178O4n", "ghp_16C7e42F292c6912E7710c838347Ae178B4a" },
        { "mirrored", "d41d8cd98f00b204e9800998ecf8427e/2026/tuc_16P7r42S292p6912R7710p838347Nr178O4n/x",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a" },
        { "uu", "begin 644 a\n$04M)00``\n`\nend", "AKIA" },
        { "uu", "report\n404M)04E/4T9/1$Y.-T5804U03$4`\nend", Secret },
        { "uu", "404M)04E/4T9/1$Y.-T5804U03$4", Secret },
        { "codes", "kkkk" + string.Join("+", "sk_live_kRihcDaUDAiWtoyh0OE5oZXR".Select(c => $"chr({(int)c})")),
            "sk_live_kRihcDaUDAiWtoyh0OE5oZXR" },
        { "split", "the word is glpat:-pEr6:uDkfv:z8BCq:h298K:w ok", "glpat-pEr6uDkfvz8BCqh298Kw" },
        { "wrapped", "eyJhbGciOiJIUzI1 NiIsInR5cCI6IkpX VCJ9.eyJzdWIiOiI x",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIx" },
        { "wrapped", "{\"t\":\"eyJhbGciOiJIUzI1 NiIsInR5cCI6IkpX VCJ9.eyJzdWIiOiI x\"}",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" },
        { "wrapped", "eyJhbGciOiJIUzI1  NiIsInR5cCI6IkpX  VCJ9.eyJzdWIiOiI  x",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" },
        { "wrapped", "> ghp_ABCDEFGHIJKLMNOP\n> QRSTUVWXYZabcdef0123\n> and more",
            "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123" },
        { "wrapped", "key=ghp_ABCDEFGHIJKLMNOP QRSTUVWXYZabcdef0123 456789012345abcdefgh",
            "ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789012345abcdefgh" },
        { "points", string.Join(' ', Secret.Select(c => $"U+{(int)c:X4}")), Secret },
        { "points", "at +00:00 " + string.Concat(Secret.Select(c => $"u+{(int)c:x4}")), Secret },
        { "points", string.Join(", ", Secret.Select(c => $"U+{(int)c:X6}")), Secret },
        { "tags", string.Concat(Secret.Select(c => char.ConvertFromUtf32(0xE0000 + c))), Secret },
    };

    public static TheoryData<string, string> Hidden => new()
    {
        { "split", "My GitHub token starts with ghp_ and the API answers 401 Bad credentials. How do I make PR 1187?" },
        { "split", "5a0b3c1d-1111-4222-8333-444455556666" },
        { "split", "2024-05-17T09:30:00Z 2024-05-17T09:30:01Z" },
        { "quoted", "{\"id\":\"A1B2C3D4\",\"name\":\"E5F6G7H8I9\"}" },
        { "quoted", "[\"kitchen\",\"steel\",\"R2D2\"]" },
        { "marked", "<p>Plain <b>words</b> and <i>H2</i>O</p>" },
        { "marked", "src/**/*.cs, a*b/*c, List<string>Names1A2B, x < y and z > w" },
        { "codes", "2024-05-17 09:30:00 2024-05-17 09:30:00 2024-05-17 09:30:00" },
        { "codes", "10110021141051301201071211115132063040147150160137" },
        { "codes", "1, 2, 3, 200, 300, 400, 500, 600, 700, 800" },
        { "mirrored", "5a0b3c1d-1111-4222-8333-444455556666" },
        { "mirrored", "builds/2026/11/23/550e8400-e29b-41d4-a716-446655440000/4f/1a/report-2" },
        { "uu", "begin 644 a\nplain words\nend" },
        { "uu", "CHAPTER ONE\nIN WHICH NOTHING HAPPENS\n4 DAYS LATER\nEND" },
        { "wrapped", "internationalised characterization of something straightforwardly" },
        { "wrapped", "responsibilities characterisation and so on" },
        { "wrapped", "QUJDREVGR0hJSktMTU5PUFE= UlNUVVdYWVphYmNkZWZnaGk= amtsbW5vcHFyc3R1dnd4eXo=" },
        { "wrapped", "d41d8cd98f00b204e9800998ecf8427e, a3f5c9e1b7d2486095e8c1f4a6b3d7e0" },
        { "wrapped", "ghp_ABCDEFGHIJKLMNOP --------- QRSTUVWXYZabcdef0123" },
        { "points", "U+0041 A\nU+0042 B\nU+2013 EN DASH" },
        { "tags", "\U0001F3F4 a flag without tags" },
    };

    [Theory, MemberData(nameof(Shown))]
    public void Shows_what_is_written_in_its_way(string name, string text, string expected) =>
        Assert.Contains(expected, Extract(name, Bytes.Of(text)), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Hidden))]
    public void Takes_nothing_from_ordinary_text(string name, string text) =>
        Assert.Equal((name, ""), (name, Extract(name, Bytes.Of(text))));

    [Fact]
    public void Wrapped_runs_are_seen_wherever_they_begin_and_however_wide_they_are()
    {
        var secret = string.Concat(Enumerable.Range(0, 8).Select(i => $"aB{i}cD{i}eF{i}gH{i}iJ{i}kL{i}mN{i}oP{i}"));
        foreach (var width in new[] { 16, 17, 30, 31, 32, 33, 46, 48, 49, 60, 62, 63, 64, 65 })
        {
            for (var before = 0; before < 70; before++)
            {
                var wrapped = string.Join("\n> ", secret.Chunk(width).Select(line => new string(line)));
                var seen = Extract("wrapped", Bytes.Of($"{new string('!', before)} {wrapped} and plain words"));
                Assert.Equal((width, before, secret + " "), (width, before, seen));
            }
        }
    }

    [Fact]
    public void Quoted_pieces_are_seen_wherever_they_stand_among_other_quotes()
    {
        for (var before = 0; before < 70; before++)
        {
            var text = new string('x', before) + " \"a\", \"b\": k = \"AKIAIOSF\" + \"ODNN7EXAMPLE\"; ('c'+'d')";
            Assert.Equal((before, Secret + " "), (before, Extract("quoted", Bytes.Of(text))));
        }
    }

    [Fact]
    public void Uuencoded_lines_are_seen_wherever_they_begin()
    {
        const string Line = "404M)04E/4T9/1$Y.-T5804U03$4";
        for (var before = 0; before < 80; before++)
        {
            var text = new string('x', before) + "\n" + Line + "\nplain words behind it";
            Assert.True(UuDecoder.IsCandidate(Bytes.Of(text)), $"{before} bytes before");
            Assert.Contains(Secret, Extract("uu", Bytes.Of(text)), StringComparison.Ordinal);
            var lines = string.Concat(Enumerable.Repeat("short lines of words\n", before + 1));
            var inLines = lines + Line + "\n" + lines + Line + "\n" + lines + "begin 644 a\n$04M)00``\n";
            Assert.Equal($"{Secret} {Secret} AKIA", Extract("uu", Bytes.Of(inLines)));
        }

        Assert.False(UuDecoder.IsCandidate(Bytes.Of("    plain words,\n        indented; and Some Capitals.\n")));
        Assert.True(UuDecoder.IsCandidate(Bytes.Of("a\nbegin 644 a\n$04M)00``\nend")));
    }

    [Theory]
    [InlineData("AKIA<b>IOSFODNN7</b>EXAMPLE")]
    [InlineData("AKIA<!-- -->IOSFODNN7EXAMPLE")]
    [InlineData("AKIA/**/IOSFODNN7/* */EXAMPLE")]
    public void Marks_are_seen_wherever_they_stand(string marked)
    {
        for (var before = 0; before < 140; before++)
        {
            var text = string.Concat(Enumerable.Repeat("/< * ", 28))[..before] + " " + marked;
            Assert.Equal((before, Secret + " "), (before, Extract("marked", Bytes.Of(text))));
        }
    }

    [Fact]
    public void Eight_bytes_that_a_uuencoded_line_may_have_make_a_candidate_and_no_others()
    {
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var text = Bytes.Of(new string(' ', 64));
            text.AsSpan(16, 8).Fill((byte)value);
            Assert.Equal((value, value is >= '!' and <= '`'), (value, UuDecoder.IsCandidate(text)));
            text[19] = (byte)' ';
            Assert.Equal((value, false), (value, UuDecoder.IsCandidate(text)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Never_writes_more_than_it_says(string name)
    {
        var common = Gen.Elements(
            "AKIAghp_sk-ant019 \"'+.,-_|(){}=\n\\~<>!`Mbegin 644U+00$4".Select(c => (byte)c).ToArray());
        var texts = Gen.Frequency((6, common), (1, ArbMap.Default.GeneratorFor<byte>())).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text => Extract(name, text).Length >= 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(400).WithReplay(47, 53));
    }

    [Theory, MemberData(nameof(Names))]
    public void Takes_time_in_proportion_to_the_text(string name)
    {
        foreach (var unit in new[] { "A1 ", "A1B2", "A-1_", "\"A1\"+", "65,", "H4sI", "!A1#", "a B3 ",
            "begin 644 a\n", "U+0041 ", "ABCDEFGH12345678 ", "ABCDEFGH12345678, ", "A1B2C3D4E5F6G7H8I9 x ", "$04M)00``\n",
            "0000", "00000000: 4142 43\n", "0000000   A\n", "A1b\n" })
        {
            var text = Bytes.Of(string.Concat(Enumerable.Repeat(unit, 400_000 / unit.Length)));
            Assert.InRange(Extract(name, text).Length, 0, s_extractors[name].MaxLength(text.Length));
        }
    }

    [Fact]
    public void Inflates_what_a_decoding_gave_within_its_bound()
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(
            packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            stream.Write(new byte[10_000_000]);
        }

        var destination = new byte[CompressedBytes.MaxLength];
        Assert.Equal(destination.Length, CompressedBytes.Inflate(packed.ToArray(), destination));
    }

    [Theory]
    [InlineData("1F8B08000000000000FF00000000000000000000000000")]
    [InlineData("789C0000000000000000000000000000000000000000FF")]
    public void Broken_streams_give_nothing(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal((true, 0), (CompressedBytes.IsCandidate(bytes), CompressedBytes.Inflate(bytes, new byte[1024])));
    }

    // The destination is exactly as long as is asked for: writing beyond it throws.
    private static string Extract(string name, byte[] text)
    {
        (var extract, var maxLength) = s_extractors[name];
        var destination = new byte[maxLength(text.Length)];
        return Bytes.Text(destination.AsSpan(0, extract(text, destination)));
    }

    private static int Mirror(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var runs = new WantedRuns();
        runs.Read(text, default);
        return MirroredRuns.Extract(text, runs, withWords: false, destination);
    }
}
