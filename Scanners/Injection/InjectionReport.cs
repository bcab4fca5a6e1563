using System.Collections.Immutable;
using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>Makes findings of one view.</summary>
internal readonly struct InjectionReport(ScanLayer layer, string where, DecodingChain chain)
{
    /// <summary>What identifiers of rules about instructions begin with.</summary>
    internal const string IdPrefix = "injection-";

    private PhraseVariant Variant { get; init; }

    /// <summary>The same for a view that was come by through some steps.</summary>
    internal InjectionReport Through(DecodingChain steps) => new(layer, where, steps);

    /// <summary>The same for a variant of the view.</summary>
    internal InjectionReport Through(PhraseVariant variant) => new(layer, where, chain) { Variant = variant };

    /// <summary>The finding of a built-in rule.</summary>
    internal Finding Of(InjectionRule rule, EvidenceResult evidence, bool coreOnly) => new(
        coreOnly && layer == ScanLayer.ResponseScan ? ScanLayer.CoreResponse : layer,
        Id(rule.Family),
        rule.Family,
        SeverityOf(evidence),
        $"injection: {rule.Family} (score {evidence.Score}, strongest evidence {rule.Id})")
    {
        IsWeak = evidence.IsWeak,
        Where = where,
        Decodings = Decodings(),
    };

    /// <summary>The finding of a pattern of the operator.</summary>
    internal Finding OfPattern(SecretRule rule) => new(
        layer, Id(rule.Name), rule.Name, rule.Severity, $"injection: {rule.Name} (response_scanning.patterns)")
    {
        Where = where,
        Decodings = Decodings(),
    };

    private static Severity SeverityOf(EvidenceResult evidence) => evidence switch
    {
        { IsWeak: true } => Severity.Low,
        { Score: >= InjectionSettings.BeyondDoubt } => Severity.Critical,
        { Score: >= InjectionSettings.ClearInstruction } => Severity.High,
        _ => Severity.Medium,
    };

    private static string Id(string name) =>
        IdPrefix + name.ToLowerInvariant().Replace(' ', '-');

    private ImmutableArray<string> Decodings() => Variant switch
    {
        PhraseVariant.None => chain.ToLabels(),
        PhraseVariant.Confusable or PhraseVariant.Invisible => chain.ToLabels().Add("unicode"),
        PhraseVariant.Leet => chain.ToLabels().Add("leetspeak"),
        _ => chain.ToLabels().Add("split"),
    };
}
