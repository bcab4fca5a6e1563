using Pipelock.Scanners.Injection.Phrases;

namespace Pipelock.Scanners.Tests.Injection.Phrases;

/// <summary>What begins with a letter begins a word; all else stays as it is.</summary>
public sealed class PhraseBeginningTests
{
    [Theory]
    [InlineData("send it", @"\bsend it")]
    [InlineData("s?end", @"\bs?end")]
    [InlineData("send|mail", @"\bsend|\bmail")]
    [InlineData("(?:send|mail) it", @"\b(?:send|mail) it")]
    [InlineData("(?:please )?send", @"\b(?:please )?send")]
    [InlineData("(?:send|отправь) it", @"(?:\bsend|отправь) it")]
    [InlineData("(?:(?:now )?send|[Ii]t|mail)", @"(?:\b(?:now )?send|[Ii]t|\bmail)")]
    [InlineData(@"<\|system\|>|system:", @"<\|system\|>|\bsystem:")]
    [InlineData(@"[a|(]b|c", @"[a|(]b|\bc")]
    [InlineData(@"\(a|b\)", @"\(a|\bb\)")]
    [InlineData("(?:[0-9] )?send", "(?:[0-9] )?send")]
    [InlineData(@"\bsend", @"\bsend")]
    [InlineData("(?:^|\n)send", "(?:^|\n)send")]
    [InlineData("", "")]
    public void An_expression_is_bound_where_it_begins(string expression, string expected) =>
        Assert.Equal(expected, PhraseBeginning.Bind(expression));
}
