using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Rules.Syntax;
using Pipelock.Scanners.Secrets.Patterns;

namespace Pipelock.Scanners.Tests.Secrets;

public sealed class SecretEnginePropertyTests
{
    private static readonly string[] s_examples =
        [.. RuleSet.BuiltInWithExamples().Rules.SelectMany(rule => rule.Matches.Concat(rule.Clean))];

    /// <summary>Parts of patterns whose meaning RE2 shares with .NET's ECMAScript mode (ASCII <c>\b</c>).</summary>
    private static readonly string[] s_patternParts =
    [
        "a", "b", "ab", "[ab]", "[^a]", ".", "a?", "b*", "a+", "a{2}", "b{1,2}", "(?:a|b)", "(?:ab|ba)+",
        "\\b", "c", "\\d", "é",
    ];

    private static readonly string[] s_textParts = ["a", "b", "c", "ab", "ba", "1", " ", "é", "\n", "aa", "bb"];

    [Fact]
    public void Any_mutilated_example_is_scanned_without_error_and_within_bounds()
    {
        var mutilated =
            from first in Gen.Elements(s_examples)
            from second in Gen.Elements(s_examples)
            from cut in Gen.Choose(0, 60)
            from noise in Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i))
            select (byte[])[.. Bytes(first).Take(cut), .. noise, .. Bytes(second).Skip(cut / 4)];
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20260103, 3).WithEndSize(40),
            Prop.ForAll(mutilated.ToArbitrary(), text => TestEngine.Find(text).All(match =>
                match.Start >= 0 && match.Start < match.End && match.End <= text.Length)));
    }

    [Fact]
    public void Text_before_and_after_a_secret_never_hides_it()
    {
        string[] separators = [" ", "\n", "\"", "&", ";", ",", "(", "\0", "é", "\u4e2d", "\r\n", "\t"];
        var secrets = RuleSet.BuiltInWithExamples().Rules.SelectMany(rule =>
            rule.Matches.Select(text => (rule.Name, Text: text))).ToArray();
        var texts =
            from secret in Gen.Elements(secrets)
            from before in Gen.ListOf(Gen.Elements(s_examples))
            from separator in Gen.Elements(separators)
            select (secret.Name, Text: string.Join('\n', before) + separator + "\n" + secret.Text + "\n" + separator);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_500).WithReplay(20260104, 5).WithEndSize(8),
            Prop.ForAll(texts.ToArbitrary(), pair => TestEngine.RulesFoundIn(pair.Text).Contains(pair.Name)));
    }

    /// <summary>Beyond ASCII it may find more: a broken sequence may be read as one character or as several.</summary>
    [Fact]
    public void A_pattern_finds_a_text_exactly_when_a_plain_Regex_does()
    {
        var cases =
            from parts in Gen.NonEmptyListOf(Gen.Elements(s_patternParts))
            from text in Gen.ListOf(Gen.Elements(s_textParts))
            select (Pattern: string.Concat(parts.Take(5)), Text: string.Concat(text));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20260105, 7).WithEndSize(12),
            Prop.ForAll(cases.ToArbitrary(), pair =>
            {
                var node = PatternParser.Parse(pair.Pattern, PatternFlags.None);
                if (node.MinWidth == 0)
                    return true;
                var expected = Regex.IsMatch(pair.Text, pair.Pattern, RegexOptions.ECMAScript);
                return Finds(node, pair.Text) == expected || (!expected && !Ascii.IsValid(pair.Text));
            }));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static bool Finds(PatternNode node, string text)
    {
        var parts = PatternRewriter.Rewrite(node);
        using var database = TryCompile(
            [.. parts.Select((part, i) => new HyperscanExpression(part.Text, HyperscanFlags.None, (uint)i))]);
        if (database is null)
            return false;
        var bytes = Encoding.UTF8.GetBytes(text);
        var matches = new HyperscanMatch[4096];
        database.Scan(bytes, matches, out var count);
        var found = false;
        foreach (var match in matches.AsSpan(0, count))
        {
            // The confirming matcher must see every match that Hyperscan sees.
            var pattern = new CompiledPattern(0, parts[(int)match.Id], needsConfirmation: true);
            Assert.True(pattern.TryLocate(bytes, (int)match.To, out var start, out var end));
            Assert.InRange(start, 0, end - 1);
            found = true;
        }

        return found;
    }

    /// <summary>Null for a pattern such as <c>a\ba</c>, which Hyperscan refuses because nothing can match it.</summary>
    private static HyperscanDatabase? TryCompile(HyperscanExpression[] expressions)
    {
        try
        {
            return HyperscanDatabase.Compile(expressions, HyperscanMode.Block);
        }
        catch (HyperscanCompileException e) when (e.Message.Contains("never match", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
