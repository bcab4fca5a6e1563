using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Runs;

/// <summary>Runs are found the same, whether only the noted blocks are looked at or all of them.</summary>
public class RunBlocksTests
{
    private const int Words = 64 * CharacterClasses.BlockLength; // the bytes that one number of bits describes

    public static TheoryData<string, int> Runs => new()
    {
        { "of sixteen", 16 },
        { "too short", 15 },
        { "of a block", 64 },
        { "of many blocks", 64 * 5 },
    };

    [Theory, MemberData(nameof(Runs))]
    public void A_run_is_found_wherever_it_stands(string name, int length)
    {
        for (var before = 0; before < 200; before++)
        {
            var text = Bytes.Of(new string('!', before) + new string('b', length) + new string('!', 100));
            var isFound = (Find(text, noted: true).All & RunReadings.HexRow) != 0;
            Assert.Equal((name, before, length >= 16), (name, before, isFound));
        }
    }

    [Theory, InlineData(-17), InlineData(-16), InlineData(-15), InlineData(-1), InlineData(0), InlineData(1)]
    public void A_run_is_found_where_the_next_number_of_bits_begins(int offset)
    {
        var start = (3 * Words) + offset;
        var text = Bytes.Of(new string('!', start) + "dGhlIHF1aWNrIGJy" + new string('!', 2 * Words));
        Assert.Equal([(start, 16)], Find(text, noted: true).Places);
    }

    [Fact]
    public void Nothing_is_visited_where_no_run_lies()
    {
        var text = Bytes.Of(string.Concat(Enumerable.Repeat("short words ", 2000)));
        var bits = new ulong[RunBlocks.Size(text.Length)];
        TextTraitsReader.Read(text, bits);
        Assert.Equal(int.MaxValue, new RunBlocks(bits).Next(0));
    }

    [Fact]
    public void What_is_found_is_what_is_found_in_the_whole_text()
    {
        var characters = Gen.Elements("ab23"u8.ToArray()).ArrayOf(9);
        var others = Gen.Elements("a2G-/+_=. Zé0"u8.ToArray()).ArrayOf(2);
        var texts = Gen.Frequency((3, characters), (2, others)).ArrayOf()
            .Select(pieces => pieces.SelectMany(static piece => piece).ToArray());
        Prop.ForAll(texts.ToArbitrary(), static text =>
            {
                (var all, (int, int)[] places) = Find(text, noted: true);
                (var expected, (int, int)[] expectedPlaces) = Find(text, noted: false);
                return all == expected && places.SequenceEqual(expectedPlaces);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(120).WithReplay(97, 101));
    }

    private static (RunReadings All, (int Start, int Length)[] Places) Find(byte[] text, bool noted)
    {
        var bits = new ulong[RunBlocks.Size(text.Length)];
        TextTraitsReader.Read(text, bits);
        var runs = new WantedRuns();
        runs.Read(text, noted ? new RunBlocks(bits) : default);
        return (runs.All, [.. runs.Runs.ToArray().Select(static run => (run.Start, run.Length))]);
    }
}
