using System.Text;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection;

namespace Pipelock.Scanners.Tests.Injection;

/// <summary>Every rule proves itself by the examples it carries.</summary>
public sealed class InjectionRuleExampleTests
{
    private static readonly InjectionPack s_pack = ReadAll();

    private static readonly Lazy<HyperscanDatabase> s_database = new(() => HyperscanDatabase.Compile(
        [
            .. s_pack.Rules.Select((rule, index) => new HyperscanExpression(
                PhrasePattern.Expand(rule, s_pack.Slots), HyperscanFlags.DotAll, (uint)index)),
        ],
        HyperscanMode.Block));

    public static TheoryData<string, string> Matches => Examples(rule => [.. rule.Matches]);

    public static TheoryData<string, string> Clean => Examples(rule => [.. rule.Clean]);

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_example_is_seen_by_its_rule(string rule, string text) => Assert.Contains(rule, SeenIn(text));

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
        InjectionPack answers = InjectionPack.ReadEmbedded(withExamples: true);
        InjectionPack tools = InjectionPack.ReadTools(withExamples: true);
        return new InjectionPack([.. answers.Rules, .. tools.Rules.Where(rule => !rule.IsCue)], tools.Slots);
    }

    private static HashSet<string> SeenIn(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] plain = new byte[PhraseText.MaxLength(bytes.Length)];
        var cuts = new Cuts(0, bytes.Length);
        int length = PhraseText.Fold(bytes, plain, PhraseOptions.None, ref cuts);
        var matches = new HyperscanMatch[10000];
        s_database.Value.Scan(plain.AsSpan(0, length), matches, out int count);
        return [.. matches.Take(count).Select(match => s_pack.Rules[(int)match.Id].Id)];
    }

    private static TheoryData<string, string> Examples(Func<InjectionRule, string[]> of)
    {
        var data = new TheoryData<string, string>();
        foreach (InjectionRule rule in s_pack.Rules)
        {
            foreach (string text in of(rule))
                data.Add(rule.Id, text);
        }

        return data;
    }
}
