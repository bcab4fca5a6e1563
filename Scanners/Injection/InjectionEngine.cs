using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection.Gate;
using Pipelock.Scanners.Injection.Phrases;
using Pipelock.Scanners.Injection.Readings;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Patterns;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Injection;

/// <summary>Finds instructions addressed to an agent in what the agent reads. Immutable and thread-safe.</summary>
/// <remarks>
/// text ─► (1) its structure undone: markup, JSON ─► (2) every decoding of it ─► (3) the plain form of each, and its
/// variants ─► (4) phrases, one Hyperscan pass each ─► (5) weighed together with their neighbourhood ─► finding.
/// A clean text costs no allocation. The work is linear in the length of the text.
/// </remarks>
public sealed class InjectionEngine : IDisposable
{
    private readonly InjectionRules _rules;
    private readonly ImmutableArray<PatternFinder> _patterns;
    private readonly ImmutableArray<SecretRule> _patternRules;
    private readonly bool _coreOnly;
    private readonly int _threshold;

    private InjectionEngine(
        InjectionSettings settings, InjectionRules rules, ImmutableArray<SecretRule> patternRules,
        ImmutableArray<PatternFinder> patterns, ImmutableArray<RuleProblem> warnings)
    {
        _rules = rules;
        _patterns = patterns;
        _patternRules = patternRules;
        _coreOnly = !settings.IncludeDefaults;
        _threshold = settings.Threshold;
        Warnings = warnings;
    }

    /// <summary>Patterns that work but slow every scan down, for the operator to know.</summary>
    public ImmutableArray<RuleProblem> Warnings { get; }

    /// <summary>Compiles the rules, or loads them compiled from <paramref name="cache"/>.</summary>
    /// <exception cref="RuleLoadException">Some patterns cannot be used; lists all of them.</exception>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    public static InjectionEngine Build(InjectionSettings settings, DatabaseCache? cache)
    {
        ImmutableArray<SecretRule> own =
        [
            .. settings.Patterns.Select((pattern, index) => new SecretRule
            {
                Id = "response-pattern",
                Name = pattern.Name,
                Severity = Severity.High,
                Pattern = pattern.Regex,
                Source = $"response_scanning.patterns[{index}]",
            }),
        ];
        var compiler = new PatternCompiler(own, cache);
        var patterns = compiler.Compile(trusted: 0);
        var rules = InjectionRules.Build(InjectionPack.ReadEmbedded(withExamples: false), settings, cache);
        return new InjectionEngine(settings, rules, own, patterns, compiler.Warnings);
    }

    /// <summary>Compiles the rules about definitions of tools, which the other rules do not repeat.</summary>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    internal static InjectionEngine BuildForTools(DatabaseCache? cache)
    {
        var settings = new InjectionSettings();
        var rules = InjectionRules.Build(InjectionPack.ReadTools(withExamples: false), settings, cache);
        return new InjectionEngine(settings, rules, [], [], []);
    }

    /// <summary>Examines a text that is there as a whole.</summary>
    /// <param name="text">UTF-8, or anything else.</param>
    /// <param name="layer">The layer findings are reported under.</param>
    /// <param name="where">Where the text stood.</param>
    /// <param name="kind">How it is structured, if that is known.</param>
    public Findings Scan(ReadOnlySpan<byte> text, ScanLayer layer, string where, MediaKind kind)
    {
        var found = new FindingSet();
        Scan(text, layer, where, MediaKinds.Sniff(text, kind), default, isCoded: false, ref found);
        return found.ToFindings();
    }

    /// <summary>Examines one window of a text and adds what it finds.</summary>
    internal void Scan(
        ReadOnlySpan<byte> text, ScanLayer layer, string where, MediaKind kind, WindowPart part, bool isCoded,
        ref FindingSet found)
    {
        if (text.IsEmpty)
            return;
        var work = InjectionWork.Rent();
        var traits = TextTraitsReader.Read(text);
        var isClear = !Structure.IsIn(text, kind, traits) && !MayHold(text, traits, isCoded, work);
        // Of plain words there is only one reading.
        if (!isClear || (traits & ~(TextTraits.Break | TextTraits.Signs)) != 0 || !_patterns.IsEmpty)
        {
            var cuts = new Cuts(part.Before, text.Length - part.After);
            var plain = isClear ? text : Structure.Undo(text, kind, work, ref cuts);
            ScanReadings(plain, cuts, isClear, isCoded, new InjectionReport(layer, where, default), work, ref found);
        }

        work.Return();
    }

    private void ScanReadings(
        ReadOnlySpan<byte> plain, Cuts cuts, bool isClear, bool isCoded, in InjectionReport report,
        InjectionWork work, ref FindingSet found)
    {
        var chain = isCoded ? new DecodingChain().Then(Decoding.Compression) : default;
        var tree = ViewTree.Rent(plain.Length, ViewState.None, chain);
        var walk = new ViewWalk(plain, TextViews.Standard, tree);
        for (var first = true; walk.MoveNext(); first = false)
        {
            // Glued and canonical views are made for secrets; what they show is in the others' plain form.
            if (!walk.IsForPhrases)
                continue;
            var view = walk.Current;
            var through = report.Through(walk.Chain);
            ScanOwn(view, through, ref found);
            // What was only written otherwise stands in the text as well; what was packed was hidden on purpose.
            var isPacked = !first && walk.Chain.IsPacked;
            var skip = first ? isClear : !MayHold(view, walk.Traits, isPacked, work);
            if (!skip)
                ScanView(view, first, isPacked, cuts, work, through, ref found);
        }

        tree.Return();
    }

    /// <summary>Frees the compiled rules as soon as the scans in flight have ended.</summary>
    public void Dispose()
    {
        _rules.Dispose();
        foreach (var finder in _patterns)
            finder.Dispose();
    }

    private void ScanOwn(ReadOnlySpan<byte> view, in InjectionReport report, ref FindingSet found)
    {
        if (_patterns.IsEmpty)
            return;
        var matches = new SecretMatches();
        foreach (var finder in _patterns)
            finder.Scan(view, ref matches);
        for (var i = 0; i < matches.Count; i++)
            found.Add(report.OfPattern(_patternRules[matches[i].Rule]));
    }

    // False only when neither the text nor a variant of it can hold enough.
    private bool MayHold(ReadOnlySpan<byte> text, TextTraits traits, bool isDecoded, InjectionWork work)
    {
        var shape = TextShape.Read(text);
        if ((traits & TextTraits.Unusual) != 0 || shape.HasWideSpace || shape.HasLettersApart)
            return true;
        var enough = isDecoded ? Evidence.EnoughDecoded(_threshold) : Evidence.Least(_threshold);
        if (_rules.Phrases.MayHold(text, enough, work) || _rules.Squeezed?.MayHold(text, enough, work) == true)
            return true;
        if (!shape.HasSignsInWords)
            return false;
        var letters = work.Variant(text.Length)[..text.Length];
        LeetText.Write(text, letters);
        return _rules.Phrases.MayHold(letters, Evidence.EnoughDecoded(_threshold), work);
    }

    private void ScanView(
        ReadOnlySpan<byte> view, bool isText, bool isPacked, Cuts cuts, InjectionWork work,
        in InjectionReport report, ref FindingSet found)
    {
        var room = work.Folded(PhraseText.MaxLength(view.Length));
        var moved = isText ? cuts : new Cuts(0, view.Length);
        var length = PhraseText.Fold(view, room, PhraseOptions.None, ref moved);
        ReadOnlySpan<byte> folded = room[..length];
        moved = isText ? moved.Moved(length) : Cuts.All;
        Judge(_rules.Phrases, folded, moved, isPacked, work, report, ref found);
        foreach (var variant in Variants.Of(view, folded))
        {
            var text = Variants.Write(variant, view, folded, work);
            if (text.IsEmpty)
                continue;
            if ((variant == PhraseVariant.Squeezed ? _rules.Squeezed : _rules.Phrases) is { } phrases)
                Judge(phrases, text, Cuts.All, isPacked, work, report.Through(variant), ref found);
        }
    }

    private void Judge(
        PhraseSet phrases, ReadOnlySpan<byte> text, Cuts part, bool isDecoded, InjectionWork work,
        in InjectionReport report, ref FindingSet found)
    {
        phrases.Find(text, Evidence.EnoughHidden(_threshold, isDecoded), work);
        Span<EvidenceResult> results = stackalloc EvidenceResult[InjectionRules.MaxFamilies];
        if (work.HitCount == 0
            || Evidence.Convict(_rules, text, work.Hits, part, _threshold, isDecoded, results) == 0)
        {
            return;
        }

        // What is said around phrases can only make them count for less, so nobody asks before they weigh enough.
        phrases.AddCues(text, work);
        var count = Evidence.Convict(_rules, text, work.Hits, part, _threshold, isDecoded, results);
        for (var i = 0; i < count; i++)
            found.Add(report.Of(_rules.Rules[results[i].Rule], results[i], _coreOnly));
    }
}
