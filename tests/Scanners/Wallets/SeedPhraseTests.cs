using System.Text;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Tests.Hyperscan;
using Pipelock.Scanners.Tests.Secrets;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Tests.Wallets;

/// <summary>Phrases of the BIP-39 test vectors, as people write them down, and texts that only look like
/// them.</summary>
public sealed class SeedPhraseTests
{
    private const string Twelve = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private const string Name = "BIP-39 Seed Phrase";

    public static TheoryData<string> Phrases => new()
    {
        Twelve,
        Twelve.ToUpperInvariant(),
        $"my wallet is {Twelve} please keep it",
        Twelve.Replace(' ', ','),
        Twelve.Replace(' ', '-'),
        Twelve.Replace(" ", "\r\n", StringComparison.Ordinal),
        Twelve.Replace(" ", " | ", StringComparison.Ordinal),
        Numbered(". "),
        Numbered(") "),
        "[\"" + Twelve.Replace(" ", "\",\n        \"", StringComparison.Ordinal) + "\"]",
        "w1=" + string.Join('&', Twelve.Split(' ').Select((word, i) => i == 0 ? word : $"w{i + 1}={word}")),
        string.Join(", ", Twelve.Split(' ').Select((word, i) => $"word{i + 1}: {word}")),
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic "
            + "avoid letter always",
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote",
        "hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis "
            + "maple dilemma loan word shrug inflict delay length",
    };

    public static TheoryData<string> Texts => new()
    {
        Twelve[..^6] + "zoo", // no checksum
        Twelve[..Twelve.LastIndexOf(' ')], // eleven words
        Twelve.Replace("wave", "wavy", StringComparison.Ordinal),
        "abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve",
        "true, true, true, true, true, true, true, true, true, true, true, false",
        "object system object system object system object system object system object system object",
        "test test test test test test test test test test test test test test test test",
        "The quick brown fox jumps over the lazy dog, and then it goes home to rest for quite a while this evening.",
        new string('a', 500),
        string.Concat(Enumerable.Repeat("legal winner ", 5)) + new string(' ', 100) + Twelve[^30..],
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_is_found_however_it_is_written_down(string text) =>
        Assert.Contains(Name, TestEngine.RulesFoundIn(text));

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_only_looks_like_a_phrase_is_left_alone(string text) =>
        Assert.DoesNotContain(Name, TestEngine.RulesFoundIn(text));

    [Fact]
    public void A_phrase_is_found_at_every_place_of_a_longer_text()
    {
        for (var padding = 0; padding < 140; padding++)
            Assert.Contains(Name, TestEngine.RulesFoundIn(new string('.', padding) + Twelve + " is it"));
    }

    [Fact]
    public void A_phrase_is_found_between_the_commonest_words()
    {
        for (var padding = 0; padding < 140; padding++)
        {
            var before = new string('.', padding) + " keep these and the words behind them and the ";
            Assert.Contains(Name, TestEngine.RulesFoundIn(before + Twelve + " and the others that follow"));
        }
    }

    [Fact]
    public void A_phrase_is_found_behind_any_number_of_other_words_and_labels()
    {
        for (var words = 0; words < 30; words++)
        {
            var before = string.Concat(Enumerable.Repeat("whatever1 keeps ", words));
            Assert.Contains(Name, TestEngine.RulesFoundIn(before + Twelve + " keeps whatever"));
            Assert.Contains(Name, TestEngine.RulesFoundIn(before + Numbered(". ") + " keeps whatever"));
            Assert.Contains(Name, TestEngine.RulesFoundIn(before + Numbered(" -> ", "word #") + " keeps whatever"));
        }
    }

    [Fact]
    public void The_settings_decide_about_checksum_and_length()
    {
        var words = Encoding.ASCII.GetBytes(Twelve[..^6] + "zoo");
        Assert.Equal(1, Count(words, new SeedPhraseSettings { VerifyChecksum = false }));
        Assert.Equal(0, Count(words, new SeedPhraseSettings { VerifyChecksum = false, MinWords = 15 }));
    }

    [Fact]
    public void Looking_up_words_that_are_no_phrase_allocates_nothing()
    {
        var text = Encoding.ASCII.GetBytes(
            "token key your personal access token goes here when they come back from lunch");
        var finder = new SeedPhraseFinder(0, new SeedPhraseSettings());
        Assert.Equal(0, Allocations.Of(() =>
        {
            SecretMatches sink = default;
            finder.Scan(text, ref sink);
        }));
    }

    private static int Count(byte[] text, SeedPhraseSettings settings)
    {
        SecretMatches sink = default;
        new SeedPhraseFinder(0, settings).Scan(text, ref sink);
        return sink.Count;
    }

    private static string Numbered(string mark, string label = "") =>
        string.Join('\n', Twelve.Split(' ').Select((word, i) => $"{label}{i + 1}{mark}{word}"));
}
