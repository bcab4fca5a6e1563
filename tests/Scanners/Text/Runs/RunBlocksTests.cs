using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Runs;

/// <summary>Runs are found the same, whether only the noted blocks are looked at or all of them.</summary>
public class RunBlocksTests
{
    private const int Words = 64 * CharacterClasses.BlockLength; // the bytes that one number of bits describes

    private static readonly (string Name, RunAlphabet Characters)[] Alphabets =
    [
        ("base64", Base64Decoder.Alphabets[0]),
        ("hexadecimal", HexDecoder.Alphabets[0]),
        ("hexadecimal with dashes", DashedHexDecoder.Alphabets[0]),
        ("base32", Base32Decoder<Base32Digits>.Alphabets[0]),
        ("base32 in small letters", Base32Decoder<Base32Digits>.Alphabets[1]),
    ];

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
        for (int before = 0; before < 200; before++)
        {
            byte[] text = Bytes.Of(new string('!', before) + new string('b', length) + new string('!', 100));
            int found = Find(text, Alphabets[0].Characters, noted: true).Count;
            Assert.Equal((name, before, length >= 16 ? 1 : 0), (name, before, found));
        }
    }

    [Theory, InlineData(-17), InlineData(-16), InlineData(-15), InlineData(-1), InlineData(0), InlineData(1)]
    public void A_run_is_found_where_the_next_number_of_bits_begins(int offset)
    {
        int start = (3 * Words) + offset;
        byte[] text = Bytes.Of(new string('!', start) + new string('b', 16) + new string('!', 2 * Words));
        Assert.Equal([(start, 16)], Find(text, Alphabets[0].Characters, noted: true));
    }

    [Fact]
    public void Nothing_is_visited_where_no_run_lies()
    {
        byte[] text = Bytes.Of(string.Concat(Enumerable.Repeat("short words ", 2000)));
        var bits = new ulong[RunBlocks.Size(text.Length)];
        TextTraitsReader.Read(text, bits);
        Assert.Equal(int.MaxValue, new RunBlocks(bits).Next(0));
    }

    [Fact]
    public void Every_alphabet_finds_what_it_finds_in_the_whole_text()
    {
        Gen<byte[]> characters = Gen.Elements("ab23"u8.ToArray()).ArrayOf(9);
        Gen<byte[]> others = Gen.Elements("a2G-/+_=. Zé0"u8.ToArray()).ArrayOf(2);
        Gen<byte[]> texts = Gen.Frequency((3, characters), (2, others)).ArrayOf()
            .Select(pieces => pieces.SelectMany(static piece => piece).ToArray());
        Prop.ForAll(texts.ToArbitrary(), text => Alphabets.All(alphabet =>
                Find(text, alphabet.Characters, noted: true)
                    .SequenceEqual(Find(text, alphabet.Characters, noted: false))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(120).WithReplay(97, 101));
    }

    private static List<(int Start, int Length)> Find(byte[] text, RunAlphabet alphabet, bool noted)
    {
        var bits = new ulong[RunBlocks.Size(text.Length)];
        TextTraitsReader.Read(text, bits);
        var found = new List<(int, int)>();
        var runs = new RunFinder(text, alphabet, noted ? new RunBlocks(bits) : default);
        while (runs.MoveNext())
        {
            Assert.True(text.AsSpan().Overlaps(runs.Current, out int start));
            found.Add((start, runs.Current.Length));
        }

        return found;
    }
}
