using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Gates;

/// <summary>The gates may let noise through, never hold text back: at every alignment, for every printable
/// text.</summary>
public class GroupGateTests
{
    private static readonly Gen<string> s_texts =
        Gen.Choose(0x20, 0x7E).Select(c => (char)c).ArrayOf(16).Select(characters => new string(characters));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(47), InlineData(48), InlineData(61)]
    public void Base64_of_text_has_a_place_wherever_it_begins(int before) => Check(text =>
    {
        var run = Bytes.Of(new string('Z', before) + Bytes.Base64(text).TrimEnd('='));
        return (Base64Decoder.Alignments(new EncodedRun(run, run.Length)) >> (before % 4) & 1) != 0;
    });

    [Theory]
    [InlineData(0), InlineData(1), InlineData(5), InlineData(7), InlineData(47), InlineData(50), InlineData(61)]
    public void Base32_of_text_has_a_place_wherever_it_begins(int before) => Check(text =>
    {
        var run = Bytes.Of(new string('Z', before) + Bytes.Base32(text));
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
    public void A_short_run_that_is_text_from_its_start_has_a_place_there() => Prop.ForAll(
            Gen.Choose(0x20, 0x7E).Select(c => (char)c).ArrayOf(24).ToArbitrary(), characters =>
            {
                var run = Bytes.Of(Bytes.Base64(new string(characters)));
                byte[] text = [.. run, .. new byte[64]];
                var lone = new EncodedRun(text, run.Length);
                return Base64Decoder.TryText(lone, new byte[128], out var written) && written == characters.Length
                    && (Base64Decoder.Alignments(lone) & 1) != 0;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(101, 103));

    [Fact]
    public void A_picture_in_base64_has_hardly_a_place()
    {
        var picture = new byte[3000];
        new Random(5).NextBytes(picture);
        var run = Bytes.Of(Convert.ToBase64String(picture));
        Assert.True(System.Numerics.BitOperations.PopCount(Base64Decoder.Alignments(new EncodedRun(run, run.Length))) <= 2);
    }

    private static void Check(Predicate<string> holds) => Prop.ForAll(s_texts.ToArbitrary(), text => holds(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(61, 67));
}
