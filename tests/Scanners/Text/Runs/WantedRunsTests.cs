using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Runs;

/// <summary>The one walk over the runs leaves no run out that a reading would make something of.</summary>
public class WantedRunsTests
{
    private static readonly Gen<byte[]> s_printable = Gen.Choose(0x20, 0x7E).Select(c => (byte)c).ArrayOf();

    private static readonly Gen<byte[]> s_texts = Gen.Frequency(
            (4, Gen.Elements("0123456789abcdef"u8.ToArray()).ArrayOf().Select(digits => digits)),
            (3, s_printable.Select(text => Bytes.Of(Bytes.Base64(Bytes.Text(text))))),
            (3, s_printable.Select(text => Bytes.Of(Bytes.Base32(Bytes.Text(text))))),
            (3, s_printable.Select(text => Bytes.Of(Convert.ToHexString(text)))),
            (3, Gen.Elements("abcXYZ0123/-_+"u8.ToArray()).ArrayOf()),
            (2, Gen.Elements("H4sI", "eJx", "7d", "789c", "1f8b08", "D6FQ", "3U5G", "-", "/").Select(Bytes.Of)),
            (6, Gen.Elements(" ", "=", "\n", ", ").Select(Bytes.Of)))
        .ArrayOf().Select(pieces => pieces.SelectMany(static piece => piece).ToArray());

    public static TheoryData<string, string, int> Runs => new()
    {
        { "a path", "/v1/orders/36643", 0 },
        { "a digest", "0af7651916cd43dd8448eb211c80319c", (int)RunReadings.HexRow },
        { "a long digest", new string('9', 64), (int)(RunReadings.HexRow | RunReadings.VeryLong | RunReadings.Base64) },
        { "words", "look-the-manual-first", 0 },
        { "text in base64", "dGhlIHF1aWNrIGJyb3duIGZveA", (int)(RunReadings.Base64 | RunReadings.Mirrored) },
        { "text in hexadecimal", "74686520717569636b2062726f776e", (int)(RunReadings.HexRow | RunReadings.Hex) },
        { "base32", "ORUGKIDROVUWG2ZA", (int)(RunReadings.WordRow | RunReadings.Upper32 | RunReadings.Mirrored) },
        { "base32 in small letters", "orugkidrovuwg2za", (int)(RunReadings.WordRow | RunReadings.Lower32) },
        { "a name", "orderswithoutend", (int)RunReadings.WordRow },
        {
            "digits with dashes", "0af7-6519-16cd-43dd-8448-eb21-1c80-319c", (int)RunReadings.DashedHex
        },
    };

    [Theory, MemberData(nameof(Runs))]
    public void A_run_is_wanted_for_what_it_may_hold(string name, string run, int expected)
    {
        var runs = new WantedRuns();
        runs.Read(Bytes.Of("in " + run + new string(' ', 70)), default);
        Assert.Equal((name, (RunReadings)expected), (name, runs.All));
        Assert.Equal((expected & (int)RunReadings.All) != 0 ? [(3, run.Length)] : [], Places(runs));
    }

    [Fact]
    public void A_row_counts_wherever_it_lies_in_a_long_run()
    {
        for (var before = 0; before < 140; before++)
        {
            Assert.Equal(RunReadings.HexRow, Read(
                new string('z', before) + "0123456789abcdef" + new string('z', 140), RunReadings.HexRow));
            Assert.Equal(RunReadings.None, Read(
                new string('z', before) + "0123456789abcde" + new string('z', 140), RunReadings.HexRow));
            Assert.Equal(RunReadings.Upper32, Read(
                new string('-', before) + "ABCDEFGHIJKLMNOP" + new string('-', 140), RunReadings.Upper32));
        }
    }

    [Fact]
    public void The_mark_of_a_stream_makes_the_run_wanted_in_which_it_stands() => Assert.Equal(
        [(17, 20)], Places(Read("/v1/orders/36643 ////H4sI////////////" + new string(' ', 70))));

    [Fact]
    public void What_it_says_of_all_runs_is_what_a_simple_search_says() => Check(text =>
    {
        var latin = System.Text.Encoding.Latin1.GetString(text);
        var all = Read(text).All;
        return Regex.IsMatch(latin, "[A-Za-z0-9+/_-]{64}") == ((all & RunReadings.VeryLong) != 0)
            && Regex.IsMatch(latin, "(?![0-9A-Fa-f]{16})(?:[A-Z0-9]{16}|[a-z0-9]{16})") ==
                ((all & RunReadings.WordRow) != 0)
            && Regex.IsMatch(latin, "[0-9A-Fa-f]{16}") == ((all & RunReadings.HexRow) != 0);
    });

    [Fact]
    public void No_run_of_base64_is_left_out() => Check(NoneIsLeftOut<Base64Decoder>);

    [Fact]
    public void No_run_of_hexadecimal_is_left_out() => Check(NoneIsLeftOut<HexDecoder>);

    [Fact]
    public void No_run_of_hexadecimal_with_dashes_is_left_out() => Check(NoneIsLeftOut<DashedHexDecoder>);

    [Fact]
    public void No_run_of_base32_is_left_out() => Check(NoneIsLeftOut<Base32Decoder<Base32Digits>>);

    [Fact]
    public void No_run_of_the_other_base32_is_left_out() => Check(NoneIsLeftOut<Base32Decoder<Base32HexDigits>>);

    [Fact]
    public void No_run_that_looks_random_is_left_out() => Check(text =>
    {
        var wanted = Read(text);
        var runs = new RunFinder(text, Base64Decoder.Alphabets[0]);
        while (runs.MoveNext())
        {
            var run = runs.Current;
            var start = runs.Start;
            var isRandom = run.Length <= MirroredRuns.MaxRun && !HexDigits.AreAll(run) && GluedMatch.IsRandom(run)
                && !run.Contains((byte)'/');
            if (isRandom && !wanted.Runs.ToArray().Any(
                    one => one.Start == start && (one.Readings & RunReadings.Mirrored) != 0))
                return false;
        }

        return true;
    });

    // Whatever an alphabet finds in the whole text and would decode.
    private static bool NoneIsLeftOut<TDecoder>(byte[] text)
        where TDecoder : struct, IRunDecoder
    {
        var wanted = Read(text);
        foreach (var alphabet in TDecoder.Alphabets)
        {
            var found = new List<(int, int)>();
            var runs = new DecoderRuns<TDecoder>(text, alphabet, wanted);
            while (runs.MoveNext())
                found.Add((text.Length - runs.Run.Text.Length, runs.Run.Length));
            var all = new RunFinder(text, alphabet);
            while (all.MoveNext())
            {
                var gives = TDecoder.Alignments(all.Run) != 0
                    || CompressedRuns.PlaceIn<TDecoder>(all.Run, CompressedRuns.HasMark<TDecoder>(text)) >= 0;
                var seeksStreams = typeof(TDecoder) == typeof(Base64Decoder) || TDecoder.Alignments(all.Run) != 0
                    || (wanted.All & RunReadings.VeryLong) != 0;
                if (gives && seeksStreams && !found.Contains((all.Start, all.Current.Length)))
                    return false;
            }
        }

        return true;
    }

    private static RunReadings Read(string text, RunReadings asked) => Read(Bytes.Of(text)).All & asked;

    private static WantedRuns Read(string text) => Read(Bytes.Of(text));

    private static WantedRuns Read(byte[] text)
    {
        var bits = new ulong[RunBlocks.Size(text.Length)];
        TextTraitsReader.Read(text, bits);
        var runs = new WantedRuns();
        runs.Read(text, new RunBlocks(bits));
        return runs;
    }

    private static (int Start, int Length)[] Places(WantedRuns runs) =>
        [.. runs.Runs.ToArray().Select(static run => (run.Start, run.Length))];

    private static void Check(Predicate<byte[]> holds) => Prop.ForAll(s_texts.ToArbitrary(), text => holds(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(90).WithReplay(109, 113));
}
