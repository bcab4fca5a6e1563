using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Injection;

/// <summary>The built-in rules of one configuration, compiled. Immutable and thread-safe.</summary>
internal sealed class InjectionRules : IDisposable
{
    private const HyperscanFlags Flags = HyperscanFlags.DotAll;

    private InjectionRules(
        ImmutableArray<InjectionRule> rules, ImmutableArray<int> family, ImmutableArray<string> families,
        HyperscanDatabase phrases, HyperscanDatabase? squeezed)
    {
        Rules = rules;
        FamilyOf = family;
        Families = families;
        Phrases = phrases;
        Squeezed = squeezed;
    }

    /// <summary>The most families there may be; what a cluster of evidence keeps for each lies on the stack.</summary>
    internal const int MaxFamilies = 64;

    /// <summary>The rules; matches carry an index into them, rotated ones behind the last.</summary>
    public ImmutableArray<InjectionRule> Rules { get; }

    /// <summary>For each rule the index of its family.</summary>
    public ImmutableArray<int> FamilyOf { get; }

    /// <summary>The names of the families.</summary>
    public ImmutableArray<string> Families { get; }

    /// <summary>All phrases, over the plain form.</summary>
    public HyperscanDatabase Phrases { get; }

    /// <summary>The strongest phrases, over letters alone; null when none is looked for that way.</summary>
    public HyperscanDatabase? Squeezed { get; }

    /// <summary>Compiles the rules that are in force.</summary>
    public static InjectionRules Build(InjectionPack pack, InjectionSettings settings, DatabaseCache? cache)
    {
        HashSet<string> replaced = new(settings.Patterns.Select(p => p.Name), StringComparer.OrdinalIgnoreCase);
        ImmutableArray<InjectionRule> rules =
        [
            .. pack.Rules.Where(rule => rule.Core || rule.IsCue
                || (settings.IncludeDefaults && !replaced.Contains(rule.Family))),
        ];
        ImmutableArray<string> families = [.. rules.Select(rule => rule.Family).Distinct()];
        if (families.Length > MaxFamilies)
            throw new InvalidOperationException($"More than {MaxFamilies} families of injection rules.");

        var phrases = new List<HyperscanExpression>();
        var squeezed = new List<HyperscanExpression>();
        for (int i = 0; i < rules.Length; i++)
        {
            phrases.Add(new HyperscanExpression(PhrasePattern.Expand(rules[i], pack.Slots), Flags, (uint)i));
            if (rules[i].Rotated)
            {
                string rotated = PhrasePattern.Rotate(rules[i], pack.Slots);
                phrases.Add(new HyperscanExpression(rotated, Flags, (uint)(rules.Length + i)));
            }

            if (rules[i].Squeezed)
                squeezed.Add(new HyperscanExpression(PhrasePattern.Squeeze(rules[i], pack.Slots), Flags, (uint)i));
        }

        return new InjectionRules(
            rules,
            [.. rules.Select(rule => families.IndexOf(rule.Family))],
            families,
            Compile(cache, phrases),
            squeezed.Count == 0 ? null : Compile(cache, squeezed));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Phrases.Dispose();
        Squeezed?.Dispose();
    }

    private static HyperscanDatabase Compile(DatabaseCache? cache, List<HyperscanExpression> expressions) =>
        DatabaseCache.GetOrCompile(cache, [.. expressions], HyperscanMode.Block);
}
