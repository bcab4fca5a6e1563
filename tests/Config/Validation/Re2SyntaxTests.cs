using FsCheck;
using FsCheck.Fluent;
using Pipelock.Config.Validation;

namespace Pipelock.Config.Tests.Validation;

public class Re2SyntaxTests
{
    public static TheoryData<string> WellFormed =>
    [
        "sk-ant-[a-zA-Z0-9_-]{10,}",
        "(?i)bearer",
        "(?i:a)b",
        "(?-s).",
        "(?U)a+",
        "(?U:a+)(?-U)b+(?i-U:c)",
        "[[:][[:a]",
        "(?sU-i:a)",
        "(?P<name>x)",
        "(?<name>x)",
        "(?:a|b)*?",
        @"\Aabc\z",
        @"\bword\B",
        @"\pL\p{Lu}\P{N}\PL",
        @"\p{Greek}\p{^Latin}\p{Any}",
        "[[:alpha:]][[:^digit:]][^[:space:]_]",
        @"\Qa.b(c\E+",
        @"\Qunfinished (",
        @"\x41\x{1F600}\x{a}",
        @"\07\012\101",
        "[]a]",
        "[^]a]",
        "[a-z-[x]",
        @"[\]\-\\]",
        @"[\d\s\w.]",
        @"\.\*\{\}\/\-\_\<",
        "a{3}b{2,}c{1,1000}",
        "x{,5}{y}{a,b}",
        "^$|^a$",
        "鍵|ключ",
        "a  # no comment",
    ];

    public static TheoryData<string, int, string> Malformed => new()
    {
        { "a(b", 3, "" },
        { "a)b", 2, "" },
        { "[a", 3, "bracket" },
        { "a**", 3, "quantifier" },
        { "*a", 1, "quantifier" },
        { "(?=a)", 1, "lookahead" },
        { "(?!a)", 1, "lookahead" },
        { "a(?<=b)", 2, "lookbehind" },
        { "a(?<!b)", 2, "lookbehind" },
        { "(?>a)", 1, "kind of group" },
        { "(?#a)", 1, "kind of group" },
        { "(?P=n)", 1, "kind of group" },
        { "(?x)a", 1, "kind of group" },
        { "(?i-)a", 1, "flags" },
        { "(?i--s)a", 1, "flags" },
        { @"(a)\1", 4, "back reference" },
        { @"a\Z", 2, "unknown escape" },
        { @"a\", 2, "backslash" },
        { @"\C", 1, "unknown escape" },
        { @"[\b]", 2, "unknown escape" },
        { @"\é", 1, "unknown escape" },
        { "[z-a]", 4, "range" },
        { "[[:letters:]]", 2, "class name" },
        { @"\p{Lx", 1, "unfinished" },
        { @"\p{lower}", 1, "unknown Unicode class" },
        { @"\pX", 1, "unknown Unicode class" },
        { @"\x4", 1, "unfinished" },
        { @"\xZZ", 1, "hexadecimal" },
        { @"\x{110000}", 1, "hexadecimal" },
        { "a{2,1}", 6, "" },
        { "a{1001}", 2, "at most 1000" },
        { "a{1,99999999999}", 2, "at most 1000" },
        { "(?P<1a>x)", 5, "" },
    };

    [Theory, MemberData(nameof(WellFormed))]
    public void Takes_what_RE2_takes(string pattern) => Assert.Null(Re2Syntax.Problem(pattern));

    [Theory, MemberData(nameof(Malformed))]
    public void Says_where_and_why_a_pattern_is_malformed(string pattern, int character, string why)
    {
        var problem = Re2Syntax.Problem(pattern);
        Assert.StartsWith($"is malformed at character {character}: ", problem);
        Assert.Contains(why, problem);
    }

    [Fact]
    public void An_empty_pattern_matches_everything_and_is_refused() =>
        Assert.Equal("must not be empty", Re2Syntax.Problem(""));

    [Fact]
    public void No_text_makes_the_check_itself_fail()
    {
        var pieces = Gen.Elements(
            "(", ")", "[", "]", "{", "}", "\\", "?", "*", "+", "|", "^", "$", "-", ":", "P", "<", ">", "Q", "E", "x",
            "p",
            "L", "1", "0", ",", "i", "[:alpha:]", "(?", "é", "\ud83d", "#", " ");
        var texts = pieces.ArrayOf().Select(parts => string.Concat(parts)).ToArbitrary();
        Prop.ForAll(texts, text => Re2Syntax.Problem(text) is not "")
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261122, 7));
    }
}
