using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Tests.Rules.Syntax;

/// <summary>RE2 syntax in, Hyperscan syntax out.</summary>
public sealed class PatternSyntaxTests
{
    public static TheoryData<string, string> Translations => new()
    {
        // Literals and escapes.
        { "abc", "abc" },
        { "a_b-c", "a\\x5fb\\x2dc" },
        { "\\.\\*\\/\\-", "\\x2e\\x2a\\x2f\\x2d" },
        { "\\a\\f\\t\\n\\r\\v", "\\x07\\x0c\\x09\\x0a\\x0d\\x0b" },
        { "\\x41\\x{42}\\103\\0", "ABC\\x00" },
        { "\\Qa.b*\\E+", "a\\x2eb\\x2a+" },
        { "\\Qopen end", "open\\x20end" },
        { "é", "(?:\\xc3\\xa9)" },
        // Classes.
        { "[abc]", "[a-c]" },
        { "[^a]", "(?:[\\x00-\\x60b-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf])" },
        { "[]a]", "[\\x5da]" },
        { "[a\\-z]", "[\\x2daz]" },
        { "[a-]", "[\\x2da]" },
        { "\\d\\w", "[0-9][0-9A-Z\\x5fa-z]" },
        { "\\s", "[\\x09-\\x0d\\x20]" },
        { "[[:alpha:]_]", "[A-Z\\x5fa-z]" },
        { "[[:^digit:]]", "(?:[\\x00-\\x2f\\x3a-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf])" },
        { "[\\d.]", "[\\x2e0-9]" },
        { "[循守]", "(?:\\xe5\\xae\\x88|\\xe5\\xbe\\xaa)" },
        { "[aé]", "(?:a|\\xc3\\xa9)" },
        { "[À-ÿ]", "(?:\\xc3[\\x80-\\xbf])" },
        { ".", "(?:[\\x00-\\x09\\x0b-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf])" },
        { "(?s).", "(?:[\\x00-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf])" },
        { "(?s).*", "[\\x00-\\x7f\\x80-\\xff]*" },
        { "\\pN{2}", null! },
        // Groups and flags.
        { "(ab)", "ab" },
        { "(?:ab)+", "(?:ab)+" },
        { "(?P<name>a)(?<other>b)", "ab" },
        { "(?i)ab", "[Aa][Bb]" },
        { "(?i:a)b", "[Aa]b" },
        { "(?i)a(?-i)b", "[Aa]b" },
        { "((?i)a)b", "[Aa]b" },
        { "(?i)[^k]", "(?:[\\x00-JL-jl-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf])" },
        { "(?U)a+", "a+" },
        { "a|b", "a|b" },
        { "x(?:a|b)y", "x(?:a|b)y" },
        { "(|a)b", "(?:|a)b" },
        // Repeats.
        { "a*b+c?", "a*b+c?" },
        { "a{2}b{2,}c{2,3}", "a{2}b{2,}c{2,3}" },
        { "a+?b*?", "a+b*" },
        { "a{,2}", "a\\x7b\\x2c2\\x7d" },
        { "a{x}", "a\\x7bx\\x7d" },
        { "(?s).{0,30}", "(?:[\\x00-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]{0,3}|[\\x80-\\xbf]){0,30}" },
        // Places.
        { "^a$", "\\Aa\\z" },
        { "(?m)^a$", "(?m:^)a(?m:$)" },
        { "\\Aa\\z", "\\Aa\\z" },
        { "\\ba\\B", "\\ba\\B" },
    };

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "(?=a)", 1, "look-around" },
        { "(?!a)", 1, "look-around" },
        { "x(?<=a)", 2, "look-around" },
        { "(?<!a)", 1, "look-around" },
        { "(?>a)", 1, "atomic" },
        { "(a)\\1", 4, "back-references" },
        { "a(b", 2, "not closed" },
        { "a)b", 1, "no opening" },
        { "[ab", 1, "not closed" },
        { "[b-a]", 4, "upside down" },
        { "[a-\\d]", 5, "upside down" },
        { "*a", 0, "nothing to repeat" },
        { "a**", 2, "cannot be repeated" },
        { "a*+", 2, "cannot be repeated" },
        { "a{2}{3}", 7, "cannot be repeated" },
        { "a{3,2}", 6, "from low to high" },
        { "a{1001}", 7, "from low to high" },
        { "a{99999999999}", 13, "too large" },
        { "a\\", 2, "escapes nothing" },
        { "\\y", 2, "not known" },
        { "\\Z", 2, "not known" },
        { "\\x4", 3, "too early" },
        { "\\xzz", 4, "two hexadecimal digits" },
        { "\\x{110000}", 10, "code point" },
        { "\\p{Klingon}", 11, "not known here" },
        { "(?x)a", 3, "flags are not known" },
        { "[[:nope:]]", 9, "not known" },
        { "(?P<a", 4, "not closed" },
    };

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_pattern_is_written_for_bytes_without_flags(string pattern, string? expected)
    {
        var written = PatternWriter.ForHyperscan(PatternParser.Parse(pattern, PatternFlags.None));
        // Unicode categories grow with every version; that they can be written is enough.
        Assert.Equal(expected ?? written, written);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_not_RE2_is_refused_with_position_and_reason(string pattern, int position, string reason)
    {
        var error = Assert.Throws<PatternSyntaxException>(() => PatternParser.Parse(pattern, PatternFlags.None));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void Nesting_without_end_is_refused_instead_of_overflowing_the_stack() =>
        Assert.Throws<PatternSyntaxException>(
            () => PatternParser.Parse(new string('(', 50_000) + new string(')', 50_000), PatternFlags.None));

    [Theory]
    [InlineData("abc", 3, 3)]
    [InlineData("a?b{2,5}", 2, 6)]
    [InlineData("a|bcd", 1, 3)]
    [InlineData("(?:ab){3}", 6, 6)]
    [InlineData("^\\b$", 0, 0)]
    [InlineData("é", 2, 4)]
    [InlineData("x*", 0, PatternNode.Unbounded)]
    [InlineData("(?:[a-z]{1000}){1000}", 1_000_000, 1_000_000)]
    [InlineData("(?:(?:[a-z]{1000}){1000}){1000}", PatternNode.Unbounded, PatternNode.Unbounded)]
    public void Widths_count_bytes(string pattern, int min, int max)
    {
        var node = PatternParser.Parse(pattern, PatternFlags.None);
        Assert.Equal((min, max), (node.MinWidth, node.MaxWidth));
    }
}
