using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Tests.Text.Normalization;

public class DlpCanonicalizerTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "plain ASCII\r\n\ttext", "plain ASCII\r\n\ttext" },
        { "g\u200Bh\u00ADp_\u2060A", "ghp_A" },
        { "ｇｈｐ＿𝐀\u0301", "ghp_A" },
        { "АКІА\u00A0IОSF", "AKIAIOSF" },
        { "Ｅ\u0301x\u0000y\u007F", "Exy" },
        { "naïve café", "naive cafe" },
        { "漢字 is kept", "漢字 is kept" },
    };

    public static TheoryData<string, byte[], byte[]> InvalidTexts => new()
    {
        { "a byte that begins nothing", [0x80, (byte)'A', 0xC3, 0xA9], [0x80, (byte)'A', (byte)'e'] },
        { "an unfinished character", [(byte)'A', 0xE2, 0x80], [(byte)'A', 0xE2, 0x80] },
        { "an overlong slash", [0xC0, 0xAF, (byte)'A', 0xC2, 0xAD, (byte)'B'], [0xC0, 0xAF, (byte)'A', (byte)'B'] },
        { "a lone surrogate", [0xED, 0xA0, 0x80, 0xD0, 0x90], [0xED, 0xA0, 0x80, (byte)'A'] },
        { "bytes above UTF-8", [0xFF, 0xFE, 0xD0, 0x90], [0xFF, 0xFE, (byte)'A'] },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Brings_texts_into_one_form(string text, string expected) =>
        Assert.Equal(expected, Canonical(Bytes.Of(text)));

    [Theory, MemberData(nameof(InvalidTexts))]
    public void Invalid_UTF8_passes_and_hides_nothing(string name, byte[] text, byte[] expected) =>
        Assert.Equal((name, Convert.ToHexString(expected)), (name, Convert.ToHexString(CanonicalBytes(text))));

    [Theory, MemberData(nameof(Texts))]
    public void Says_whether_it_would_change_anything(string text, string expected) =>
        Assert.Equal(text != expected, DlpCanonicalizer.WouldChange(Bytes.Of(text)));

    [Fact]
    public void Is_the_single_passes_one_after_the_other_for_every_character()
    {
        var different = new List<string>();
        for (var codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (Rune.IsValid(codePoint))
            {
                var text = Bytes.Of(new Rune(codePoint).ToString());
                var single = ExoticWhiteSpace.IsExotic((uint)codePoint) ? []
                    : Run<CombiningMarks>(Run<Confusables>(Run<CompatibilityForms>(Run<InvisibleCharacters>(text))));
                if (single.Length <= 3 * text.Length && !single.SequenceEqual(CanonicalBytes(text)))
                {
                    different.Add($"U+{codePoint:X4}");
                }
            }
        }

        Assert.Empty(different);
    }

    [Fact]
    public void Any_bytes_stay_within_the_bound_and_do_not_throw() =>
        Prop.ForAll<byte[]>(bytes => CanonicalBytes(bytes).Length <= DlpCanonicalizer.MaxLength(bytes.Length))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(1, 3));

    [Fact]
    public void A_text_it_would_not_change_is_not_changed() =>
        Prop.ForAll<byte[]>(bytes =>
                DlpCanonicalizer.WouldChange(bytes) == !bytes.AsSpan().SequenceEqual(CanonicalBytes(bytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(1, 5));

    private static string Canonical(byte[] text) => Bytes.Text(CanonicalBytes(text));

    private static byte[] CanonicalBytes(byte[] text)
    {
        var output = new byte[DlpCanonicalizer.MaxLength(text.Length)];
        return output[..DlpCanonicalizer.Canonicalize(text, output)];
    }

    private static byte[] Run<TPass>(byte[] text)
        where TPass : struct, ICharacterPass
    {
        var output = new byte[Utf8Rewriter.MaxLength(text.Length)];
        return output[..Utf8Rewriter.Rewrite<TPass>(text, output)];
    }
}
