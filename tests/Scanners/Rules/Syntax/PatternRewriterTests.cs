using System.Text;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Tests.Rules.Syntax;

public sealed class PatternRewriterTests
{
    public static TheoryData<string, string[]> Rewrites => new()
    {
        // An open end is cut to its minimum: it would report at every byte.
        { "key[a-z]{10,}", ["key[a-z]{10}"] },
        { "key[a-z]{10,20}", ["key[a-z]{10}"] },
        { "key[a-z]+", ["key[a-z]{1}"] },
        { "key[a-z]*", ["key"] },
        // An open start would be tried at every byte.
        { "[a-z]*key", ["key"] },
        { "[a-z]{3,}key", ["[a-z]{3}key"] },
        // White space gets a bound.
        { "a\\s*b", ["a[\\x09-\\x0d\\x20]{0,8}b"] },
        { "a\\s+b", ["a[\\x09-\\x0d\\x20]{1,8}b"] },
        { "a(?:\\s*:\\s*)b", ["a[\\x09-\\x0d\\x20]{0,8}\\x3a[\\x09-\\x0d\\x20]{0,8}b"] },
        // Choices at the top become expressions.
        { "abc|def[0-9]+", ["abc", "def[0-9]{1}"] },
        // What comes before an assertion stays as it is.
        { "key[a-z]{10,}\\b", ["key[a-z]{10,}\\b"] },
        { "[a-z]{5,}", ["[a-z]{5}"] },
        // What is left of an open repeat counts bytes: more text than enough follows anyway.
        { "key=[^&]{4,}", ["key\\x3d[\\x00-\\x25\\x27-\\x7f\\x80-\\xff]{4}"] },
        { "a", ["a"] },
    };

    [Theory]
    [MemberData(nameof(Rewrites))]
    public void A_pattern_becomes_expressions_that_report_once(string pattern, string[] expressions) =>
        Assert.Equal(
            expressions,
            PatternRewriter.Rewrite(PatternParser.Parse(pattern, PatternFlags.None)).Select(part => part.Text));

    [Theory]
    [InlineData("key[a-z]", 3)]
    [InlineData("(?i)key[a-z]", 3)]
    [InlineData("[0-9]{3}-[0-9]{2}", 1)]
    [InlineData("[a-z]+", 0)]
    [InlineData("(?:secret|pw)=x", 2)]
    [InlineData("(?:secret|password)", 6)]
    [InlineData("(?:secret)?x", 1)]
    [InlineData("a{5}", 5)]
    [InlineData("a.b.c", 1)]
    public void The_anchor_is_the_longest_text_that_every_match_contains(string pattern, int length) =>
        Assert.Equal(length, PatternRewriter.AnchorLength(PatternParser.Parse(pattern, PatternFlags.None)));

    [Theory]
    [InlineData(0x80, 0x80)]
    [InlineData(0x80, 0x7FF)]
    [InlineData(0x7FF, 0x800)]
    [InlineData(0x3C0, 0x1234)]
    [InlineData(0xFFF, 0x10FFF)]
    [InlineData(0x4E00, 0x9FFF)]
    [InlineData(0x10000, 0x10FFFF)]
    public void A_range_of_code_points_becomes_exactly_their_byte_sequences(int first, int last)
    {
        var sequences = Utf8Sequence.Of(first, last).ToArray();
        var step = Math.Max(1, (last - first) / 500);
        for (var rune = Math.Max(0x80, first - 100); rune <= Math.Min(0x10FFFF, last + 100); rune++)
        {
            var isEdge = Math.Abs(rune - first) <= 100 || Math.Abs(rune - last) <= 100;
            if (!Rune.IsValid(rune) || (!isEdge && rune % step != 0))
                continue;
            var bytes = Encoding.UTF8.GetBytes(new Rune(rune).ToString());
            var isIn = Array.Exists(sequences, ranges => ranges.Length == bytes.Length
                && ranges.Zip(bytes).All(pair => pair.Second >= pair.First.First && pair.Second <= pair.First.Last));
            Assert.True(isIn == (rune >= first && rune <= last), $"U+{rune:X4}");
        }
    }
}
