using System.Text;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Tests.Secrets.Grams;

/// <summary>What tells that no pieces make up a secret must never say so of the pieces of one.</summary>
public sealed class PieceGramsTests : IAsyncLifetime
{
    private static GluedMatcher Matcher => new(TestEngine.Default);

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in RuleSet.BuiltInWithExamples().Rules)
        {
            foreach (var example in rule.Matches.Where(example => Found(Encoding.UTF8.GetBytes(example)) > 0))
                data.Add(rule.Id, example);
        }

        return data;
    }

    public Task InitializeAsync() => TestEngine.Default.GramsInTheMaking;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Until_they_are_collected_anything_may_match()
    {
        using var engine = SecretEngine.Build(new SecretSettings(), cache: null);
        Assert.True(engine.Grams is null || engine.GramsInTheMaking.IsCompleted);
        await engine.GramsInTheMaking;
        Assert.NotNull(engine.Grams);
    }

    [Fact]
    public void Every_builtin_format_has_grams() => Assert.NotNull(TestEngine.Default.Grams);

    [Fact]
    public void There_are_examples() => Assert.True(Examples().Count > 150, $"{Examples().Count}");

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_may_match_however_it_is_cut(string rule, string example)
    {
        var text = Encoding.UTF8.GetBytes(example);
        Assert.All(
            Cuts(text.Length),
            cut => Assert.True(Matcher.MayMatch(text, cut), $"{rule} {string.Join(' ', cut)}"));
    }

    [Theory]
    [InlineData("kitchen", "kettles", "2026-11-23", "1042")]
    [InlineData("v1", "4bf92f3577b34da6a3ce929d0e0e4736", "spans", "20")]
    [InlineData("messages", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "json", "true")]
    [InlineData("g", "h", "m", "01BX5ZZKBKACTAV9WEVGEMMVRZ")]
    public void Pieces_that_spell_no_format_are_left_out(params string[] pieces)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(pieces));
        Assert.False(Matcher.MayMatch(text, Ranges(pieces)));
    }

    [Theory]
    [InlineData("A", "K", "I", "A")]
    [InlineData("x", "AK", "other", "IA")]
    [InlineData("xAKI", "y", "z", "A")]
    [InlineData("A", "y", "KIAx", "z")]
    public void Pieces_that_spell_the_start_of_one_are_not(params string[] pieces)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(pieces));
        Assert.True(Matcher.MayMatch(text, Ranges(pieces)));
    }

    [Fact]
    public void The_words_of_a_wallet_are_counted_over_all_pieces()
    {
        const string Six = "legal winner thank year wave sausage";
        var text = Encoding.UTF8.GetBytes(Six + "x1" + Six);
        Assert.True(Matcher.MayMatch(text, [0..Six.Length, Six.Length..(Six.Length + 2), (Six.Length + 2)..]));
        Assert.False(Matcher.MayMatch(text, [0..Six.Length, Six.Length..(Six.Length + 2)]));
    }

    [Fact]
    public async Task A_known_secret_is_a_format_too()
    {
        var known = new KnownSecret("TOKEN", "7f!Qz?w3-Pl#9x"u8.ToArray(), KnownSecretKind.Environment);
        using var engine = SecretEngine.Build(new SecretSettings { KnownSecrets = [known] }, cache: null);
        await engine.GramsInTheMaking;
        var text = Encoding.UTF8.GetBytes("7f!Qz?itemw3-Pl#9x");
        Assert.True(new GluedMatcher(engine).MayMatch(text, [0..7, 7..11, 11..]));
        Assert.False(Matcher.MayMatch(text, [0..7, 7..11, 11..]));
    }

    [Fact]
    public async Task A_format_without_a_mark_may_be_anywhere()
    {
        var vague = new SecretRule { Id = "vague", Name = "Vague", Severity = Severity.High, Pattern = "[a-z0-9]{40}" };
        using var engine = SecretEngine.Build(new SecretSettings { Patterns = [vague] }, cache: null);
        await engine.GramsInTheMaking;
        Assert.Null(engine.Grams);
        Assert.True(new GluedMatcher(engine).MayMatch("ab"u8, [0..1, 1..]));
    }

    private static int Found(byte[] text) => Matcher.Match(text, ScanLayer.Dlp, "").Count;

    // In one piece, in two, and in three of which the middle one is short, so that both seams lie in one gram.
    private static IEnumerable<Range[]> Cuts(int length)
    {
        yield return [0..length];
        for (var at = 1; at < length; at++)
        {
            yield return [0..at, at..length];
            for (var next = at + 1; next < Math.Min(at + 3, length); next++)
                yield return [0..at, at..next, next..length];
            if (at + 2 < length)
                yield return [0..at, at..(at + 1), (at + 1)..(at + 2), (at + 2)..length];
        }
    }

    private static Range[] Ranges(string[] pieces)
    {
        var at = 0;
        return [.. pieces.Select(piece => at..(at += piece.Length))];
    }
}
