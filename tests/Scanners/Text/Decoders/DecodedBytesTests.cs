using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Tests.Text.Decoders;

public class DecodedBytesTests
{
    private static readonly Regex s_run = new(
        @"[\x20-\x7E\t\r\n]{16}|(?:[\x20-\x7E\t\r\n]\x00){8}", RegexOptions.CultureInvariant);

    [Theory]
    [InlineData(15, false), InlineData(16, true), InlineData(17, true)]
    public void Sixteen_characters_amid_noise_are_text_wherever_they_stand(int length, bool isText)
    {
        for (var before = 0; before < 70; before++)
        {
            for (var behind = 0; behind < 20; behind++)
            {
                var bytes = new string('\u0080', before) + new string('a', length) + new string('\u0080', behind);
                var kind = DecodedBytes.Judge(Latin(bytes));
                var isKept = kind != DecodedKind.Noise;
                Assert.Equal((before, behind, isText || before + behind == 0), (before, behind, isKept));
            }
        }
    }

    [Fact]
    public void A_run_of_text_is_found_as_a_simple_search_finds_it()
    {
        var pieces = Gen.Frequency(
            (4, Gen.Elements("aaaaaaaa", "b~ \t\r\n", "c\0d\0e\0f\0", "g\0", "hijklmnopqrstuvw")),
            (3, Gen.Elements("\u0001", "\u007F", "\u0080", "\0")));
        var texts = pieces.ArrayOf().Select(all => Latin(string.Concat(all) + "\u0080"));
        Prop.ForAll(texts.ToArbitrary(), bytes => bytes.Length < DecodedBytes.MinLength
                || (DecodedBytes.Judge(bytes) == DecodedKind.Mixed) == s_run.IsMatch(Text(bytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(12).WithReplay(103, 107));
    }

    private static byte[] Latin(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
