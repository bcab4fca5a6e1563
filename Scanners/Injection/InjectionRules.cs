using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection.Gate;
using Pipelock.Scanners.Injection.Phrases;

namespace Pipelock.Scanners.Injection;

/// <summary>The built-in rules of one configuration, compiled. Immutable and thread-safe.</summary>
internal sealed class InjectionRules : IDisposable
{
    private InjectionRules(
        ImmutableArray<InjectionRule> rules, ImmutableArray<int> family, ImmutableArray<string> families,
        PhraseSet phrases, PhraseSet? squeezed)
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
    public PhraseSet Phrases { get; }

    /// <summary>The strongest phrases, over letters alone; null when none is looked for that way.</summary>
    public PhraseSet? Squeezed { get; }

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

        int[] familyOf = [.. rules.Select(rule => families.IndexOf(rule.Family))];
        Phrase Make(int rule, string pattern) => new(rule, familyOf[rule], rules[rule].Weight, pattern);
        var phrases = ImmutableArray.CreateBuilder<Phrase>();
        var squeezed = ImmutableArray.CreateBuilder<Phrase>();
        var cues = ImmutableArray.CreateBuilder<Phrase>();
        for (var i = 0; i < rules.Length; i++)
        {
            (rules[i].IsCue ? cues : phrases).Add(Make(i, PhrasePattern.Expand(rules[i], pack.Slots)));
            if (rules[i].Rotated)
                phrases.Add(Make(i, PhrasePattern.Rotate(rules[i], pack.Slots)));
            if (rules[i].Squeezed)
                squeezed.Add(Make(i, PhrasePattern.Squeeze(rules[i], pack.Slots)));
        }

        return new InjectionRules(
            rules,
            [.. familyOf],
            families,
            PhraseSet.Build(phrases.ToImmutable(), cues.ToImmutable(), cache),
            squeezed.Count == 0 ? null : PhraseSet.Build(squeezed.ToImmutable(), [], cache, isSqueezed: true));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Phrases.Dispose();
        Squeezed?.Dispose();
    }
}
