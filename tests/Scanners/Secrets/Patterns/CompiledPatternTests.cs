using System.Text;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets.Patterns;

namespace Pipelock.Scanners.Tests.Secrets.Patterns;

/// <summary>From an end offset to the whole match.</summary>
public sealed class CompiledPatternTests
{
    public static TheoryData<string, string, int, bool, string?> Reports => new()
    {
        // Pattern, text, reported end, whether the report is approximate, the match.
        { "key[0-9]{3}", "a key123 b", 8, false, "key123" },
        { "key[0-9]{3,}", "a key12345 b", 8, false, "key12345" },
        { "key[0-9]{3,4}", "a key12345 b", 8, false, "key1234" },
        { "[a-z]*_key", "a my_key b", 8, false, "my_key" },
        { "key ?= ?[0-9]", "a key = 1 b", 9, false, "key = 1" },
        { "key ?= ?[0-9]", "a key=1 b", 7, false, "key=1" },
        { "\\bkey ?=", "akey= key=", 10, false, "key=" },
        { "key\\b ?", "a key b", 5, true, "key " },
        { "key[0-9]", "a key1 b", 6, true, "key1" },
        { "key[0-9]", "a keyx b", 6, true, null },
        { "key[^x]{1,2}end", "a keyéend b", 10, true, "keyéend" },
        { "a+b", "aaab", 4, true, "aaab" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_leads_to_the_match_or_is_rejected(
        string pattern, string text, int reportedEnd, bool isApproximate, string? expected)
    {
        var parts = PatternRewriter.Rewrite(PatternParser.Parse(pattern, PatternFlags.None));
        var compiled = new CompiledPattern(0, Assert.Single(parts), isApproximate);
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = compiled.TryLocate(bytes, reportedEnd, out var start, out var end);
        Assert.Equal(expected, found ? Encoding.UTF8.GetString(bytes.AsSpan(start..end)) : null);
    }
}
