using Pipelock.Scanners.Injection.Gate;

namespace Pipelock.Scanners.Tests.Injection.Gate;

/// <summary>What a pattern needs is never more than what it matches has, and is told in its order.</summary>
public sealed class RequiredWordsTests
{
    public static TheoryData<string, string> Patterns => new()
    {
        { @"\b(?:ignore)\b", " ignore " },
        { @"\b(?:(?:ignore|disregard)[ \n](?:all )?(?:prior|previous)[ \n]orders)\b",
            " disregard , ignore  >  previous , prior  >  orders " },
        { @"\b(?:instruct(?:ion|ed)s?)\b", " instruct > ed,ion" },
        { @"\b(?:do (?:not|never) tell)\b", " do  >  never , not  >  tell " }, // Common ones too, where they are whole.
        { @"urgent.{0,9}the.{0,9}notice", "urgent > notice" }, // But not where they would be parts of others.
        { "secret|token", "secret | token" },
        { @"gr[ae]y", "gray,grey" },
        { "(?:very )?(?:urgent)", "urgent" },
        { @"\b(?:send|mail)[ \n]secret", " mail , send  >  secret" }, // What begins as a word may end in one.
        { @"(?:\bsend|отправь)[ \n]it\b", " send ,отправь  >  it " },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void The_words_are_read_from_the_pattern(string pattern, string expected)
    {
        string[] branches =
        [
            .. RequiredWords.Of(pattern).Select(branch =>
                string.Join(" > ", branch.Clauses.Clauses.Select(one => string.Join(",", one.Clause.Words)))),
        ];
        Assert.Equal(expected, string.Join(" | ", branches));
    }

    [Theory]
    [InlineData("[a-z]{3}")]
    [InlineData("(?:x)?")]
    public void A_pattern_without_words_needs_none(string pattern) =>
        Assert.All(RequiredWords.Of(pattern), branch => Assert.Empty(branch.Clauses.Clauses));
}
