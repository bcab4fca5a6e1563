using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Gates;

/// <summary>The gates may let noise through, never hold text back: at every alignment, for every printable
/// text.</summary>
public class GroupGateTests
{
    private static readonly Gen<string> Texts =
        Gen.Choose(0x20, 0x7E).Select(c => (char)c).ArrayOf(16).Select(characters => new string(characters));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(47), InlineData(48), InlineData(61)]
    public void Base64_of_text_has_a_place_wherever_it_begins(int before) => Check(text =>
    {
        byte[] run = Bytes.Of(new string('Z', before) + Bytes.Base64(text).TrimEnd('='));
        return (Base64Decoder.Alignments(new EncodedRun(run, run.Length)) >> (before % 4) & 1) != 0;
    });

    [Theory]
    [InlineData(0), InlineData(1), InlineData(5), InlineData(7), InlineData(47), InlineData(50), InlineData(61)]
    public void Base32_of_text_has_a_place_wherever_it_begins(int before) => Check(text =>
    {
        byte[] run = Bytes.Of(new string('Z', before) + Bytes.Base32(text));
        return (Base32Decoder<Base32Digits>.Alignments(new EncodedRun(run, run.Length)) >> (before % 8) & 1) != 0;
    });

    [Fact]
    public void The_text_behind_a_short_run_makes_no_difference() =>
        Prop.ForAll(Gen.Elements("QUJzIFZ09hYn"u8.ToArray()).ArrayOf().ToArbitrary(), run =>
            {
                byte[] text = [.. run, .. Bytes.Of(Bytes.Base64(new string('a', 64)))];
                var alone = new EncodedRun(run, run.Length);
                var amid = new EncodedRun(text, run.Length);
                return Base64Decoder.Alignments(alone) == Base64Decoder.Alignments(amid)
                    && Base32Decoder<Base32Digits>.Alignments(alone) == Base32Decoder<Base32Digits>.Alignments(amid);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80).WithReplay(79, 83));

    [Fact]
    public void A_text_without_a_place_has_no_run_with_one() => Prop.ForAll(MixedRuns.ToArbitrary(), pieces =>
        {
            byte[] text = Bytes.Of(string.Concat(pieces));
            Span<ulong> bits = new ulong[RunBlocks.Size(text.Length)];
            TextTraitsReader.Read(text, bits);
            var blocks = new RunBlocks(bits);
            return GroupGate.Opens<Base32Decoder<Base32Digits>>(text, blocks)
                || (!HasPlace(text, blocks, 0) && !HasPlace(text, blocks, 1));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60).WithReplay(89, 97));

    [Fact]
    public void A_short_run_that_is_text_from_its_start_has_a_place_there() => Prop.ForAll(
            Gen.Choose(0x20, 0x7E).Select(c => (char)c).ArrayOf(24).ToArbitrary(), characters =>
            {
                byte[] run = Bytes.Of(Bytes.Base64(new string(characters)));
                byte[] text = [.. run, .. new byte[64]];
                var lone = new EncodedRun(text, run.Length);
                return Base64Decoder.TryText(lone, new byte[128], out int written) && written == characters.Length
                    && (Base64Decoder.Alignments(lone) & 1) != 0;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(101, 103));

    [Fact]
    public void A_picture_in_base64_has_hardly_a_place()
    {
        var picture = new byte[3000];
        new Random(5).NextBytes(picture);
        byte[] run = Bytes.Of(Convert.ToBase64String(picture));
        Assert.True(System.Numerics.BitOperations.PopCount(Base64Decoder.Alignments(new EncodedRun(run, run.Length))) <= 2);
    }

    // Mostly of what has no place, so that the few places lie anywhere beside the blocks.
    private static readonly Gen<string[]> MixedRuns = Gen.Frequency(
        (6, Gen.Choose(1, 40).Select(length => new string('Z', length))),
        (3, Gen.Elements(" ", "=", "zz", "~~~~")),
        (1, Gen.Choose(4, 60).SelectMany(length =>
            Gen.Choose(0x20, 0x7E).Select(c => (char)c).ArrayOf(length).Select(c => Bytes.Base32(new string(c))))))
        .ArrayOf();

    private static bool HasPlace(ReadOnlySpan<byte> text, RunBlocks blocks, int alphabet)
    {
        var runs = new RunFinder(text, Base32Decoder<Base32Digits>.Alphabets[alphabet], blocks);
        while (runs.MoveNext())
        {
            // What begins as text that is not ASCII is no matter of the gate.
            var run = runs.Run.First(Math.Min(runs.Run.Length, 63));
            if (Base32Decoder<Base32Digits>.Alignments(run) != 0)
                return true;
        }

        return false;
    }

    private static void Check(Predicate<string> holds) => Prop.ForAll(Texts.ToArbitrary(), text => holds(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(61, 67));
}
