using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Gate;
using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Tests.Injection;

/// <summary>Every rule proves itself by the examples it carries.</summary>
public sealed class InjectionRuleExampleTests
{
    private static readonly InjectionPack s_pack = ReadAll();

    private static readonly ImmutableArray<Phrase> s_phrases =
    [
        .. s_pack.Rules.Select((rule, index) =>
            new Phrase(index, family: 0, rule.Weight, PhrasePattern.Expand(rule, s_pack.Slots))),
    ];

    private static readonly PhraseGate s_gate = PhraseGate.Build(s_phrases, null);

    public static TheoryData<string, string> Matches => Examples(rule => [.. rule.Matches]);

    public static TheoryData<string, string> Clean => Examples(rule => [.. rule.Clean]);

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_example_is_seen_by_its_rule(string rule, string text) => Assert.Contains(rule, SeenIn(text));

    [Theory]
    [MemberData(nameof(Matches))]
    public void The_words_of_an_example_open_the_gate_to_its_rule(string rule, string text)
    {
        var work = new GateWork();
        s_gate.Opens(Plain(text), int.MaxValue, work);
        Assert.Contains(
            rule, work.Hits.ToArray().Select(hit => s_pack.Rules[s_phrases[s_gate[hit].Phrase].Rule].Id));
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_lookalike_is_not_seen_by_its_rule(string rule, string text) =>
        Assert.DoesNotContain(rule, SeenIn(text));

    [Fact]
    public void Every_rule_has_a_name_of_its_own_and_examples_of_both_kinds()
    {
        Assert.Equal(s_pack.Rules.Length, s_pack.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(s_pack.Rules, rule =>
        {
            Assert.NotEmpty(rule.Matches);
            Assert.NotEmpty(rule.Clean);
        });
    }

    // The rules about tools beside those about answers; both have the same cues.
    private static InjectionPack ReadAll()
    {
        var answers = InjectionPack.ReadEmbedded(withExamples: true);
        var tools = InjectionPack.ReadTools(withExamples: true);
        // The words that rules about tools share come last: they may have those of the others under the same name.
        var slots = new Dictionary<string, string>(answers.Slots, StringComparer.Ordinal);
        foreach ((var name, var words) in tools.Slots)
            slots[name] = words;
        return new InjectionPack([.. answers.Rules, .. tools.Rules.Where(rule => !rule.IsCue)], slots);
    }

    private static HashSet<string> SeenIn(string text)
    {
        var plain = Plain(text);
        var characters = new char[plain.Length];
        Phrase.Widen(plain, characters);
        return
        [
            .. s_phrases.Where(phrase => phrase.Regex.IsMatch(characters))
                .Select(phrase => s_pack.Rules[phrase.Rule].Id),
        ];
    }

    private static byte[] Plain(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var plain = new byte[PhraseText.MaxLength(bytes.Length)];
        var cuts = new Cuts(0, bytes.Length);
        return plain[..PhraseText.Fold(bytes, plain, PhraseOptions.None, ref cuts)];
    }

    private static TheoryData<string, string> Examples(Func<InjectionRule, string[]> of)
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in s_pack.Rules)
        {
            foreach (var text in of(rule))
                data.Add(rule.Id, text);
        }

        return data;
    }
}
