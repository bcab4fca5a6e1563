using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Tests.Secrets;

/// <summary>Every rule proves itself by the examples it carries.</summary>
public sealed class RuleExampleTests
{
    private static readonly RuleSet s_rules = RuleSet.BuiltInWithExamples();

    public static TheoryData<string, string> Matches => Examples(rule => rule.Matches);

    public static TheoryData<string, string> Clean => Examples(rule => rule.Clean);

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_example_that_must_match_matches_its_own_rule(string rule, string text) =>
        Assert.Contains(rule, TestEngine.RulesFoundIn(text));

    [Theory]
    [MemberData(nameof(Clean))]
    public void An_example_that_must_not_match_is_clean_for_its_rule(string rule, string text) =>
        Assert.DoesNotContain(rule, TestEngine.RulesFoundIn(text));

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_example_is_found_wherever_it_stands_in_a_longer_text(string rule, string text)
    {
        foreach (var padding in (int[])[1, 17, 55, 56, 63, 64, 300])
        {
            var padded = $"{new string(' ', padding - 1)}\n{text}\n{new string('.', padding)}";
            Assert.Contains(rule, TestEngine.RulesFoundIn(padded));
        }
    }

    [Fact]
    public void Every_rule_brings_three_examples_of_either_kind_a_description_and_a_reference() =>
        Assert.All(s_rules.Rules, rule =>
        {
            Assert.True(rule.Matches.Length >= 3 && rule.Clean.Length >= 3, rule.Id);
            Assert.NotEmpty(rule.Description);
            Assert.NotEmpty(rule.Reference);
        });

    [Fact]
    public void The_packs_know_well_over_ninety_formats_by_names_of_their_own()
    {
        const int Formats = 241;
        Assert.Equal(Formats, s_rules.Rules.Length);
        Assert.Equal(8, s_rules.Rules.Count(rule => rule.Core));
        Assert.Equal(Formats, s_rules.Rules.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(Formats, s_rules.Rules.Select(rule => rule.Name).Distinct().Count());
    }

    private static TheoryData<string, string> Examples(
        Func<SecretRule, System.Collections.Immutable.ImmutableArray<string>> of)
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in s_rules.Rules)
        {
            foreach (var text in of(rule))
                data.Add(rule.Name, text);
        }

        return data;
    }
}
