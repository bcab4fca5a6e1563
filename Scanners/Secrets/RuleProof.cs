using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Secrets;

/// <summary>Holds the rules of a pack to the examples they bring; those of operators are proven at every
/// load.</summary>
internal static class RuleProof
{
    /// <summary>Reads packs and tries every example; what is wrong goes to <paramref name="problems"/>.</summary>
    public static ImmutableArray<SecretRule> Load(ImmutableArray<RulePackFile> packs, List<RuleProblem> problems)
    {
        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        foreach (var pack in packs)
            rules.AddRange(RulePackReader.Read(pack.Content.Span, pack.Name, withExamples: true, problems));
        if (rules.Count == 0 || problems.Count > 0)
            return rules.ToImmutable();

        try
        {
            using var engine = SecretEngine.Build(
                new SecretSettings { IncludeDefaults = false, Patterns = rules.ToImmutable() }, cache: null);
            foreach (var rule in rules)
            {
                Try(engine, rule, rule.Matches, isMatch: true, problems);
                Try(engine, rule, rule.Clean, isMatch: false, problems);
            }
        }
        catch (RuleLoadException bad)
        {
            problems.AddRange(bad.Problems);
        }

        return rules.ToImmutable();
    }

    private static void Try(
        SecretEngine engine, SecretRule rule, ImmutableArray<string> examples, bool isMatch,
        List<RuleProblem> problems)
    {
        for (var i = 0; i < examples.Length; i++)
        {
            if (Finds(engine, rule, examples[i]) == isMatch)
                continue;
            // The example itself is not told: it may be a secret that someone pasted.
            problems.Add(new RuleProblem(rule.Source, rule.Name, -1, isMatch
                ? $"example {i + 1} of \"matches\" is not found by the rule"
                : $"example {i + 1} of \"clean\" is found by the rule"));
        }
    }

    private static bool Finds(SecretEngine engine, SecretRule rule, string example)
    {
        SecretMatches matches = default;
        engine.Scan(Encoding.UTF8.GetBytes(example), ref matches);
        for (var i = 0; i < matches.Count; i++)
        {
            if (engine.Rules[matches[i].Rule].Name == rule.Name)
                return true;
        }

        return false;
    }
}
