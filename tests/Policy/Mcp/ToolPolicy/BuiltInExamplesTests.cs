using System.Text;
using System.Text.Json;
using Pipelock.Policy.Mcp.ToolPolicy;

namespace Pipelock.Policy.Tests.Mcp.ToolPolicy;

/// <summary>Every rule of the pack finds its own attacks and leaves its own everyday commands alone.</summary>
public sealed class BuiltInExamplesTests
{
    private static readonly BuiltInMatcher s_matcher = new(new Pipelock.Scanners.Hyperscan.DatabaseCache(
        Path.Combine(Path.GetTempPath(), "pipelock-policy-tests")));

    public static TheoryData<string, string, bool> Examples()
    {
        var data = new TheoryData<string, string, bool>();
        using var stream = typeof(BuiltInPack).Assembly.GetManifestResourceStream(
            "Pipelock.Policy.Mcp.ToolPolicy.BuiltInRules.json")!;
        using var json = JsonDocument.Parse(stream);
        foreach (var rule in json.RootElement.GetProperty("rules").EnumerateArray())
        {
            var name = rule.GetProperty("name").GetString()!;
            foreach (var attack in rule.GetProperty("attacks").EnumerateArray())
                data.Add(name, attack.GetString()!, true);
            foreach (var benign in rule.GetProperty("benign").EnumerateArray())
                data.Add(name, benign.GetString()!, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_finds_its_attacks_and_nothing_else(string rule, string text, bool isAttack)
    {
        var index = s_matcher.Rules.ToList().FindIndex(one => one.Name == rule);
        var contexts = BuiltInPack.Instance.Patterns.Where(one => one.Rule == index)
            .Aggregate(TextContext.None, (all, one) => all | one.Contexts);
        if ((contexts & (TextContext.Command | TextContext.Disguised)) != 0)
            contexts = TextContext.Command;
        var signals = CallSignals.None;
        var found = s_matcher.Match(Encoding.UTF8.GetBytes(text), contexts, ref signals);
        Assert.Equal(isAttack, (found >> index & 1) != 0);
    }

    [Fact]
    public void There_are_thirty_one_rules_each_with_examples_of_both_kinds()
    {
        Assert.Equal(31, s_matcher.Rules.Length);
        foreach (var rule in s_matcher.Rules)
        {
            Assert.Contains(Examples(), row => (string)row[0] == rule.Name && (bool)row[2]);
            Assert.Contains(Examples(), row => (string)row[0] == rule.Name && !(bool)row[2]);
        }
    }
}
