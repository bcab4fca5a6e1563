using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Text;

/// <summary>Finds secrets in a text, in clear or behind any nesting of the encodings this product knows.</summary>
/// <remarks>
/// Thread-safe. A clean text costs no allocation. The work is linear in the length of the text: all views of it
/// together are bounded by <c>32 × length + 64 KiB</c>, and a text that would need more is itself a finding.
/// </remarks>
public sealed class TextScanner
{
    private readonly SecretEngine _engine;
    private readonly bool _isInbound;

    /// <summary>Creates a scanner that looks for the secrets of an engine, which stays the caller's to
    /// dispose.</summary>
    public TextScanner(SecretEngine engine)
        : this(engine, isInbound: false) => Inbound = new TextScanner(engine, isInbound: true);

    private TextScanner(SecretEngine engine, bool isInbound)
    {
        _engine = engine;
        _isInbound = isInbound;
        Inbound = this;
    }

    /// <summary>The same for texts that come in, in which numbers that are printed as examples are no
    /// secrets.</summary>
    internal TextScanner Inbound { get; }

    /// <summary>True when words and numbers may be the pieces of a secret.</summary>
    internal bool KnowsWords => _engine.KnowsWords;

    /// <summary>Examines a text.</summary>
    /// <param name="text">UTF-8, or anything else: invalid sequences hide nothing behind them.</param>
    /// <param name="layer">The layer the findings are reported under.</param>
    /// <param name="where">Where the text stood, for the findings.</param>
    /// <param name="views">The additional readings wanted.</param>
    public Findings Scan(
        ReadOnlySpan<byte> text, ScanLayer layer, string where, TextViews views = TextViews.Standard)
    {
        var found = new FindingSet();
        Scan(text, layer, where, views, default, ref found);
        return found.ToFindings();
    }

    /// <summary>Examines a text that was itself come by in some steps, and adds what it finds.</summary>
    internal void Scan(
        ReadOnlySpan<byte> text,
        ScanLayer layer,
        string where,
        TextViews views,
        DecodingChain chain,
        ref FindingSet found)
    {
        if (text.IsEmpty)
        {
            return;
        }

        views |= _engine.MirrorsWords ? TextViews.MirroredWords : TextViews.Standard;
        var state = (views & TextViews.Joined) != 0 ? ViewState.Glued : ViewState.None;
        var tree = ViewTree.Rent(text.Length, state, chain);
        var matches = new SecretMatches();
        var walk = new ViewWalk(text, views, tree);
        var isExamined = (views & TextViews.Examined) != 0;
        var withPatterns = (views & TextViews.Unmatched) == 0;
        while (walk.MoveNext())
        {
            if (isExamined)
                isExamined = false; // the views that follow are made from the first one
            else if (walk.IsGlued)
                _engine.ScanGlued(walk.Current, ref matches, withPatterns);
            else
                _engine.Scan(walk.Current, walk.Traits, walk.Runs, withPatterns, ref matches);
            withPatterns = true;
            if (matches.Count > 0)
            {
                Report(walk, matches, layer, where, ref found);
                matches.Clear();
            }
        }

        if (tree.IsExhausted)
        {
            found.AddDecodingLimit(layer, where);
        }

        tree.Return();
    }

    private void Report(
        in ViewWalk walk, in SecretMatches matches, ScanLayer layer, string where, ref FindingSet found)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            var rule = _engine.Rules[match.Rule];
            if (_isInbound && PublishedSamples.Holds(rule, walk.Current[match.Start..match.End]))
                continue;
            if (!walk.IsGlued || GluedMatch.Counts(rule, walk.Current[match.Start..match.End]))
            {
                found.Add(rule, match.Encoding, walk.Chain, layer, where);
            }
        }
    }
}
