using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Gate;
using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Tests.Injection.Gate;

/// <summary>What a phrase matches has the words that its gate asks for, wherever they may stand.</summary>
public sealed class PhraseGateTests
{
    private const int TextsPerPhrase = 60;

    private static readonly InjectionPack s_pack = InjectionPack.ReadEmbedded(withExamples: false);

    private static readonly ImmutableArray<Phrase> s_phrases =
    [
        .. s_pack.Rules.Select((rule, index) =>
            new Phrase(index, family: 0, rule.Weight, PhrasePattern.Expand(rule, s_pack.Slots))),
    ];

    private static readonly PhraseGate s_gate = PhraseGate.Build(s_phrases, null);

    private const int PartCount = 8;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, PartCount)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Whatever_a_phrase_matches_opens_its_gate(int part)
    {
        var missed = new List<string>();
        for (var i = part; i < s_phrases.Length; i += PartCount)
        {
            var pattern = PatternParser.Parse(s_phrases[i].Pattern, PatternFlags.DotAll);
            var writer = new MatchWriter(seed: i);
            for (var round = 0; round < TextsPerPhrase; round++)
            {
                var text = writer.Write(pattern);
                if (IsMatch(s_phrases[i], text) && !Notes(i, text))
                    missed.Add($"{s_pack.Rules[i].Id}: {Encoding.UTF8.GetString(text)}");
            }
        }

        Assert.True(missed.Count == 0, $"{missed.Count} missed, such as {string.Join('\n', missed.Take(10))}");
    }

    [Fact]
    public void The_texts_are_matches_for_the_most_part()
    {
        var matches = 0;
        for (var i = 0; i < s_phrases.Length; i++)
        {
            var text = new MatchWriter(seed: i).Write(
                PatternParser.Parse(s_phrases[i].Pattern, PatternFlags.DotAll));
            matches += IsMatch(s_phrases[i], text) ? 1 : 0;
        }

        Assert.True(matches > s_phrases.Length * 3 / 4, $"{matches} of {s_phrases.Length}");
    }

    private static bool IsMatch(Phrase phrase, byte[] text)
    {
        var characters = new char[text.Length];
        Phrase.Widen(text, characters);
        return phrase.Regex.IsMatch(characters);
    }

    private static bool Notes(int phrase, byte[] text)
    {
        var work = new GateWork();
        s_gate.Opens(text, int.MaxValue, work);
        return work.Hits.ToArray().Any(hit => s_gate[hit].Phrase == phrase);
    }
}
