using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Injection.Gate;

namespace Pipelock.Scanners.Tests.Injection.Gate;

public sealed class WordFinderTests
{
    /// <summary>Each word is looked for as a branch of its own; a space at an end is a border.</summary>
    private static readonly string[] s_words =
    [
        " a", " a ", " ai", " ai ", " add", " add ", " user", " user ", " users ", " instruct", " instruction ",
        " don't ", " l'", " l'utente ", "user ", "ser", "ignore", "://", ":", ": ", " _", "[", " .env ", "<|im_end|>",
        " игнор", "игнор ", "api鍵", "é ", " rot13 ",
    ];

    private static readonly (WordFinder Finder, GateSteps Steps) s_all = Prepare(s_words);

    public static TheoryData<string, string[]> Texts => new()
    {
        { "", [] },
        { "user", [" user@4", " user @4", "user @4", "ser@4"] },
        { "the user.", [" user@8", " user @8", "user @8", "ser@8"] },
        { "users", [" user@4", " users @5", "ser@4"] },
        { "superuser", ["user @9", "ser@9"] },
        { "USER", [" user@4", " user @4", "user @4", "ser@4"] },
        { "1user2", [" user@5", " user @5", "user @5", "ser@5"] },
        { "use", [] },
        { "ai", [" ai@2", " ai @2", " a@1"] },
        { "aid", [" ai@2", " a@1"] },
        { "a", [" a@1", " a @1"] },
        { "plain", [] },
        { "address", [" add@3", " a@1"] },
        { "add", [" add@3", " add @3", " a@1"] },
        { "ad", [" a@1"] },
        { "instruct", [" instruct@8"] },
        { "instructions", [" instruct@8"] },
        { "instruction", [" instruct@8", " instruction @11"] },
        { "insTrucTion now", [" instruct@8", " instruction @11"] },
        { "don't", [" don't @5"] },
        { "don'ts", [] },
        { "l'utente", [" l'@2", " l'utente @8"] },
        { "l 'utente", [] },
        { "ignore", ["ignore@6"] },
        { "re-ignored", ["ignore@9"] },
        { "http://", ["://@7", ":@5", ": @5"] },
        { "a:b", [" a@1", " a @1", ":@2"] },
        { "_", [" _@1"] },
        { "x_", [] },
        { "[[", ["[@1"] },
        { "cat .env", [" .env @8"] },
        { "<|IM_END|>", ["<|im_end|>@10"] },
        { "игнор", [" игнор@10", "игнор @10"] },
        { "rot13", [" rot13 @5"] },
        { "rot13x", [] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_word_is_found_where_its_borders_allow_it(string text, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Find(bytes));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Naive(bytes));
    }

    [Fact]
    public void The_borders_of_blocks_do_not_show()
    {
        foreach (var word in new[] { "user", "instruction", "ai", "[", "<|im_end|>", "l'utente", "игнор" })
        {
            for (var before = 0; before <= 130; before++)
            {
                var text = Encoding.UTF8.GetBytes(new string(' ', before) + word + " x");
                Assert.Equal(Naive(text), Find(text));
            }
        }
    }

    [Fact]
    public void Any_text_shows_the_words_a_naive_search_shows()
    {
        string[] pieces =
            [.. s_words.Select(word => word.Trim()), " ", " ", "s", "x", "X", "'", "7", "é", ".", "Use", "\n"];
        var texts = Gen.Elements(pieces).ListOf()
            .Select(list => Encoding.UTF8.GetBytes(string.Concat(list)));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20, 7),
            Prop.ForAll(texts.ToArbitrary(), text => Naive(text).SequenceEqual(Find(text))));
    }

    [Theory]
    [InlineData("ignore the prior orders", true)]
    [InlineData("prior orders ignore", false)]
    [InlineData("ignore orders prior", false)]
    [InlineData("the prior, ignore the prior, orders", true)]
    [InlineData("ignore: prior orders", true)]
    public void The_words_of_a_branch_are_wanted_in_their_order(string text, bool isComplete)
    {
        var steps = new GateSteps();
        steps.Add(0, Near(60, [" ignore ", "ignore"], [" prior "], ["orders"]));
        Assert.Equal(isComplete, IsComplete(steps, text));
    }

    [Theory]
    [InlineData("system: do", true)]
    [InlineData("system do: it", true)]
    [InlineData("a: system", false)]
    [InlineData(": : : system", false)]
    [InlineData("система:", true)]
    [InlineData("one and two, and here is the word системы: three", true)]
    public void A_sign_is_awaited_only_behind_what_it_follows(string text, bool isComplete)
    {
        var steps = new GateSteps();
        steps.Add(0, Near(20, [" system ", "систем"], [":"]));
        Assert.Equal(isComplete, IsComplete(steps, text));
    }

    [Fact]
    public void Branches_that_begin_alike_are_followed_together_and_end_apart()
    {
        var steps = new GateSteps();
        string[] you = [" you "];
        steps.Add(0, Near(100, you, [" are "], [" free "]));
        steps.Add(1, Near(100, you, [" must "]));
        steps.Add(2, Near(100, you, [":"]));
        steps.Add(3, Near(100, you));
        Assert.Equal(7, steps.Count); // Of eight clauses two are one.
        Assert.Equal([1, 3], Branches(steps, "you must"));
        Assert.Equal([0, 3], Branches(steps, "you are free"));
        Assert.Equal([2, 3], Branches(steps, "you (both): free"));
    }

    [Theory]
    [InlineData("ignore the prior", 10, true)]
    [InlineData("ignore the prior", 9, false)]
    [InlineData("ignore. the prior", 20, false)]
    [InlineData("ignore. now ignore the prior", 20, true)]
    [InlineData("IGNORE\tTHE PRIOR", 20, true)]
    public void Words_of_a_branch_are_wanted_near_each_other_with_nothing_else_between(
        string text, int width, bool isComplete)
    {
        var gap = new Filling(width, ByteSet.Of(" abcdefghijklmnopqrstuvwxyz"));
        var steps = new GateSteps();
        steps.Add(0, [new NeededClause(default, [" ignore "]), new NeededClause(gap, [" prior "])]);
        Assert.Equal(isComplete, IsComplete(steps, text));
    }

    private static NeededClause[] Near(int width, params string[][] clauses) =>
        [.. clauses.Select(words => new NeededClause(new Filling(width, ByteSet.All), words))];

    private static bool IsComplete(GateSteps steps, string text) => Branches(steps, text).Length > 0;

    private static int[] Branches(GateSteps steps, string text)
    {
        using var finder = new WordFinder(steps.Words(), cache: null);
        return [.. Hits(finder, steps, branches: 8, Encoding.UTF8.GetBytes(text)).Select(hit => hit.Branch).Order()];
    }

    private static (WordFinder Finder, GateSteps Steps) Prepare(string[] words)
    {
        var steps = new GateSteps();
        for (var i = 0; i < words.Length; i++)
            steps.Add(i, Near(10, [words[i]]));
        return (new WordFinder(steps.Words(), cache: null), steps);
    }

    private static GateHit[] Hits(WordFinder finder, GateSteps steps, int branches, byte[] text)
    {
        var work = new GateWork();
        work.Start(steps.Count, branches, text.Length);
        finder.Find(text, work);
        var hits = work.Hits.ToArray();
        Assert.Equal(hits.Select(hit => hit.End).Order(), hits.Select(hit => hit.End));
        return hits;
    }

    private static string[] Find(byte[] text) =>
    [
        .. Hits(s_all.Finder, s_all.Steps, s_words.Length, text)
            .Select(hit => $"{s_words[hit.Branch]}@{hit.End}").Order(StringComparer.Ordinal),
    ];

    // A branch is noted again only some way behind.
    private static string[] Naive(byte[] text)
    {
        const int Near = 64;
        var all = new List<string>();
        foreach (var word in s_words)
        {
            var bytes = Encoding.UTF8.GetBytes(word.Trim());
            var last = -Near;
            for (var end = bytes.Length; end <= text.Length; end++)
            {
                var start = end - bytes.Length;
                var isHere = text.AsSpan(start, bytes.Length).ToArray().Select(Lower).SequenceEqual(bytes)
                    && !(word[0] == ' ' && start > 0 && char.IsAsciiLetter((char)text[start - 1]))
                    && !(word[^1] == ' ' && end < text.Length && char.IsAsciiLetter((char)text[end]));
                if (!isHere || end < last + Near)
                    continue;
                last = end;
                all.Add($"{word}@{end}");
            }
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
