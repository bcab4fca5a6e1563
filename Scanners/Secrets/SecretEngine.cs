using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Payments;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets.Grams;
using Pipelock.Scanners.Secrets.Known;
using Pipelock.Scanners.Secrets.Patterns;
using Pipelock.Scanners.Secrets.Shapes;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Secrets;

/// <summary>Finds secrets in one view of a text. Immutable and thread-safe; a clean scan allocates nothing.</summary>
/// <remarks>
/// text ──► (1) patterns: one Hyperscan pass, end offsets ──► start, boundary, validator ──► sink
///      ──► (2) shapes without an anchor: one vectorised pass each ──► judge ──► sink
///      ──► (3) keys of wallets without a mark: samples ──► checksum ──► sink
///      ──► (4) wallet seed phrases: one vectorised pass ──► word list, checksum ──► sink
///      ──► (5) payment addresses, where the operator named some ──► checksum ──► compare ──► sink
///      ──► (6) known secrets, if there are any: one Hyperscan pass over literals ──► compare ──► sink
/// </remarks>
public sealed class SecretEngine : IDisposable
{
    private const TextTraits AnyTraits = TextTraits.At | TextTraits.LongRun;

    private readonly ImmutableArray<PatternFinder> _patterns;
    private readonly bool _allMatchInLines;
    private readonly ShapeFinder _shapes;
    private readonly UrlCredentialFinder _urls;
    private readonly WalletKeyFinder _wallets;
    private readonly SeedPhraseFinder? _phrases;
    private readonly PaymentAddressFinder? _payments;
    private readonly KnownSecretFinder? _known;
    private readonly Lazy<Task<FormatGrams>> _grams;

    private SecretEngine(
        RuleSelection selection, ImmutableArray<PatternFinder> patterns, ImmutableArray<RuleProblem> warnings,
        SeedPhraseFinder? phrases, KnownSecretFinder? known)
    {
        Rules = selection.Rules;
        Warnings = warnings.AddRange(selection.Payments?.Warnings ?? []);
        _patterns = patterns;
        _allMatchInLines = patterns.All(static finder => finder.AllMatchInLines);
        _shapes = new ShapeFinder(new ShapeRules(selection.Rules));
        _urls = new UrlCredentialFinder(
            selection.IndexOf(SecretShape.UrlCredentials), selection.IndexOf(SecretShape.ConnectionUrl));
        _wallets = new WalletKeyFinder(
            selection.IndexOf(SecretShape.KeyPair), selection.IndexOf(SecretShape.RippleSeed),
            selection.IndexOf(SecretShape.WalletKey));
        _phrases = phrases;
        _payments = selection.Payments is { Rules.IsEmpty: false } payments
            ? new PaymentAddressFinder(payments, selection.FirstPayment) : null;
        _known = known;
        // Few texts are put together in so many ways that these are worth their memory, and none waits for them.
        _grams = new Lazy<Task<FormatGrams>>(() => Task.Run(CollectGrams));
    }

    /// <summary>The rules in force; <see cref="SecretMatch.Rule"/> is an index into them.</summary>
    public ImmutableArray<SecretRule> Rules { get; }

    /// <summary>Rules that work but slow every scan down, for the operator to know.</summary>
    public ImmutableArray<RuleProblem> Warnings { get; }

    /// <summary>True when a known secret is made of words and numbers, so that a piece of it looks like any
    /// text.</summary>
    internal bool KnowsWords { get; private init; }

    /// <summary>The same of one that is read backwards or with shifted letters.</summary>
    internal bool MirrorsWords { get; private init; }

    /// <summary>Four bytes of each format that counts in a text put together from pieces; null when some have
    /// none, and until they are collected.</summary>
    internal FormatGrams? Grams =>
        _known is not { HasCanaries: true } && GramsInTheMaking is { IsCompletedSuccessfully: true, Result: var grams }
            && grams.AreComplete ? grams : null;

    /// <summary>The same while they are collected, which begins when they are first asked for.</summary>
    internal Task<FormatGrams> GramsInTheMaking => _grams.Value;

    /// <summary>How many words a wallet's phrase has at least; null when none is looked for.</summary>
    internal int? LeastPhrase => _phrases?.MinWords;

    private FormatGrams CollectGrams() => FormatGrams.Of(
        from finder in _patterns
        from entry in finder.Formats
        where GluedMatch.IsUnmistakable(entry.Rule)
        select entry.Format,
        _known?.Texts ?? []);

    /// <summary>Compiles the rules, or loads them compiled from <paramref name="cache"/>.</summary>
    /// <exception cref="RuleLoadException">Some rules cannot be used; lists all of them.</exception>
    /// <exception cref="HyperscanMissingException">The matching library is not installed.</exception>
    public static SecretEngine Build(SecretSettings settings, DatabaseCache? cache)
    {
        var selection = RuleSelection.Select(settings);
        var compiler = new PatternCompiler(selection.Rules, cache);
        var patterns = compiler.Compile(selection.BuiltIn);
        var known = KnownSecretFinder.Build(settings.KnownSecrets, selection.RuleOfSecret);
        var phraseRule = selection.IndexOf(SecretShape.SeedPhrase);
        var phrases = settings.SeedPhrases is null || phraseRule < 0
            ? null : new SeedPhraseFinder(phraseRule, settings.SeedPhrases);
        return new SecretEngine(selection, patterns, compiler.Warnings, phrases, known)
        {
            MirrorsWords = settings.KnownSecrets.Any(static secret => WordSecret.IsMirrored(secret.Value.Span)),
            KnowsWords = settings.KnownSecrets.Any(static secret => WordSecret.Is(secret.Value.Span)),
        };
    }

    /// <summary>
    /// Looks for every rule in <paramref name="text"/> and adds what it finds to <paramref name="sink"/>.
    /// </summary>
    public void Scan(ReadOnlySpan<byte> text, ref SecretMatches sink) =>
        Scan(text, withShapes: true, withPatterns: true, AnyTraits, default, ref sink);

    /// <summary>The same where it is known what the text has of what shapes and keys are made of, and where its long
    /// runs lie.</summary>
    internal void Scan(
        ReadOnlySpan<byte> text, TextTraits traits, RunBlocks runs, bool withPatterns, ref SecretMatches sink) =>
        Scan(text, withShapes: true, withPatterns, traits, runs, ref sink);

    /// <summary>The same in a text put together from pieces, where formats without a mark of their own do not
    /// count.</summary>
    internal void ScanGlued(ReadOnlySpan<byte> text, ref SecretMatches sink, bool withPatterns = true) =>
        Scan(text, withShapes: false, withPatterns, AnyTraits, default, ref sink);

    /// <summary>False when no pattern matches in any of some texts that stand in lines of their own, or in several
    /// lines each: one pass over all of them costs little more than one over the first.</summary>
    internal bool MayMatch(ReadOnlySpan<byte> lines)
    {
        if (!_allMatchInLines)
            return true;
        foreach (var finder in _patterns)
        {
            if (finder.IsIn(lines))
                return true;
        }

        return false;
    }

    private void Scan(
        ReadOnlySpan<byte> text, bool withShapes, bool withPatterns, TextTraits traits, RunBlocks runs,
        ref SecretMatches sink)
    {
        if (text.IsEmpty)
            return;
        foreach (var finder in withPatterns ? _patterns : [])
        {
            finder.Scan(text, ref sink);
            if (sink.IsSatisfied)
                return;
        }

        var hasLongRun = (traits & TextTraits.LongRun) != 0;
        if (withShapes)
            _shapes.Scan(text, hasLongRun, runs, ref sink);
        if (withShapes && (traits & TextTraits.At) != 0 && !sink.IsSatisfied)
            _urls.Scan(text, ref sink);
        if (withShapes && !sink.IsSatisfied)
            _wallets.Scan(text, hasLongRun, runs, ref sink);
        if (!sink.IsSatisfied)
            _phrases?.Scan(text, ref sink);
        if (withShapes && !sink.IsSatisfied)
            _payments?.Scan(text, ref sink);
        if (!sink.IsSatisfied)
            _known?.Scan(text, ref sink);
    }

    /// <summary>Frees the compiled rules as soon as the scans in flight have ended.</summary>
    public void Dispose()
    {
        foreach (var finder in _patterns)
            finder.Dispose();
        _known?.Dispose();
    }
}
