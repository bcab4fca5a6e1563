using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Secrets.Grams;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners;

/// <summary>Matches text that was put together from pieces: one pass, no decoding, unmistakable formats only.</summary>
internal sealed class GluedMatcher
{
    private readonly SecretEngine _engine;

    /// <summary>Matches with one engine.</summary>
    public GluedMatcher(SecretEngine engine) => _engine = engine;

    /// <summary>False when nothing that is put together from some of the pieces, in their order, can match.</summary>
    /// <param name="text">What they are pieces of.</param>
    /// <param name="pieces">Where they lie in it.</param>
    public bool MayMatch(ReadOnlySpan<byte> text, ReadOnlySpan<Range> pieces) =>
        _engine.Grams is not { } grams || new PieceGrams(grams, text).AreIn(pieces)
        || (_engine.LeastPhrase is { } least && PieceGrams.MayHoldWords(text, pieces, least));

    /// <summary>What is found and counts although its parts never stood side by side.</summary>
    /// <param name="text">What was put together.</param>
    /// <param name="layer">The layer findings are reported under.</param>
    /// <param name="where">Where the pieces stood, for the findings.</param>
    /// <param name="withPatterns">False when it is known that no pattern matches.</param>
    public Findings Match(ReadOnlySpan<byte> text, ScanLayer layer, string where, bool withPatterns = true)
    {
        SecretMatches matches = new();
        _engine.ScanGlued(text, ref matches, withPatterns);
        if (matches.Count == 0)
            return Findings.None;

        List<Finding> found = [];
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            var rule = _engine.Rules[match.Rule];
            if (!GluedMatch.Counts(rule, text[match.Start..match.End]) || found.Exists(f => f.RuleId == rule.Id))
                continue;

            var reason = FindingReason.Secret(rule.Name, rule.Severity);
            found.Add(new Finding(layer, rule.Id, rule.Name, rule.Severity, reason)
            {
                Where = where,
                WarnOnly = rule.WarnOnly,
                Decodings = ["split"],
            });
        }

        return new Findings(found);
    }
}
