using System.Buffers;
using Pipelock.Scanners.Injection.Context;
using Pipelock.Scanners.Injection.Readings;

namespace Pipelock.Scanners.Injection;

/// <summary>Weighs what was seen in one text: phrases near each other add up, each family once.</summary>
internal static class Evidence
{
    /// <summary>Phrases at most so far apart belong together.</summary>
    internal const int Span = 900;

    /// <summary>Windows of evidence begin at most once in so many bytes, which bounds the work.</summary>
    internal const int Step = 64;

    /// <summary>Words about attacks count for what stands within this distance.</summary>
    internal const int CueReach = 400;

    /// <summary>A second phrase of the same family counts for so many hundredths.</summary>
    internal const int SecondPercent = 35;

    /// <summary>What counts for so few hundredths of its weight is only mentioned.</summary>
    private const int MentionedPercent = 33;

    /// <summary>Evidence that had to be decoded was hidden on purpose.</summary>
    private const int DecodedPercent = 120;

    /// <summary>So many hundredths of what is enough are worth a warning.</summary>
    private const int WeakPercent = 90;

    /// <summary>The least that is told of a text in clear. What had to be decoded is told when it is
    /// enough.</summary>
    internal static int Least(int threshold) => threshold * WeakPercent / 100;

    /// <summary>The least that phrases must weigh together in a text that was decoded.</summary>
    internal static int EnoughDecoded(int threshold) => threshold * 100 / DecodedPercent;

    /// <summary>The least that phrases must weigh together when all of them may be hidden.</summary>
    internal static int EnoughHidden(int threshold, bool decoded) =>
        (decoded ? EnoughDecoded(threshold) : threshold) * 100 / HitContext.Hidden;

    /// <summary>Finds the families for which there is enough evidence at some place.</summary>
    /// <remarks>
    /// What was found once counts no more for what is found next: each family that is told stands by evidence that is
    /// left when those told before it are forgiven. Weak evidence is told where there is no other.
    /// </remarks>
    /// <param name="rules">The rules.</param>
    /// <param name="text">The text in its plain form.</param>
    /// <param name="hits">Everything seen in it, in the order of the ends.</param>
    /// <param name="part">What of the text is judged; the rest is neighbourhood.</param>
    /// <param name="threshold">What is enough.</param>
    /// <param name="decoded">The text had to be decoded.</param>
    /// <param name="results">What was found; room for <see cref="InjectionRules.MaxFamilies"/>.</param>
    /// <returns>How many were found.</returns>
    internal static int Convict(
        InjectionRules rules, ReadOnlySpan<byte> text, ReadOnlySpan<Hit> hits, Cuts part, int threshold,
        bool decoded, Span<EvidenceResult> results)
    {
        var weights = ArrayPool<int>.Shared.Rent(hits.Length);
        var share = decoded ? DecodedPercent : 100;
        for (var i = 0; i < hits.Length; i++)
        {
            var rule = rules.Rules[hits[i].Rule];
            weights[i] = rule.IsCue || !part.Holds(hits[i].End)
                ? 0
                : rule.Weight * HitContext.Factor(text, hits[i], Cues(rules, hits, i)) / 100 * share / 100;
        }

        var found = Collect(rules, hits, weights, threshold, results);
        if (found == 0 && !decoded && TryFindFirst(rules, hits, weights, Least(threshold), out var weak))
            results[found++] = weak with { IsWeak = true };
        ArrayPool<int>.Shared.Return(weights);
        return found;
    }

    private static int Collect(
        InjectionRules rules, ReadOnlySpan<Hit> hits, int[] weights, int threshold, Span<EvidenceResult> results)
    {
        var found = 0;
        while (found < results.Length && TryFindFirst(rules, hits, weights, threshold, out results[found]))
        {
            var told = rules.FamilyOf[results[found++].Rule];
            for (var i = 0; i < hits.Length; i++)
            {
                if (rules.FamilyOf[hits[i].Rule] == told)
                    weights[i] = 0;
            }
        }

        return found;
    }

    private static bool TryFindFirst(
        InjectionRules rules, ReadOnlySpan<Hit> hits, int[] weights, int threshold, out EvidenceResult result)
    {
        var last = -Step;
        for (var i = 0; i < hits.Length; i++)
        {
            if (weights[i] == 0 || hits[i].End < last + Step)
                continue;
            last = hits[i].End;
            if (Sum(rules, hits, weights, i, out result) >= threshold)
                return true;
        }

        result = default;
        return false;
    }

    private static int Sum(
        InjectionRules rules, ReadOnlySpan<Hit> hits, int[] weights, int first, out EvidenceResult result)
    {
        Span<int> best = stackalloc int[InjectionRules.MaxFamilies];
        Span<int> bestHit = stackalloc int[InjectionRules.MaxFamilies];
        Span<int> second = stackalloc int[InjectionRules.MaxFamilies];
        best.Clear();
        second.Clear();
        for (var i = first; i < hits.Length && hits[i].End <= hits[first].End + Span; i++)
        {
            var family = rules.FamilyOf[hits[i].Rule];
            if (weights[i] > best[family])
            {
                if (best[family] > 0 && AreApart(hits[bestHit[family]], hits[i]))
                    second[family] = best[family];
                best[family] = weights[i];
                bestHit[family] = i;
            }
            else if (weights[i] > second[family] && AreApart(hits[bestHit[family]], hits[i]))
            {
                second[family] = weights[i];
            }
        }

        var score = 0;
        var mentioned = 0;
        var top = 0;
        var topRule = 0;
        for (var family = 0; family < best.Length; family++)
        {
            // A list of examples has many of them; that does not make it an order.
            if (best[family] * 100 <= rules.Rules[hits[bestHit[family]].Rule].Weight * MentionedPercent)
                mentioned = Math.Max(mentioned, best[family]);
            else
                score += best[family] + (second[family] * SecondPercent / 100);
            if (best[family] > top)
                (top, topRule) = (best[family], hits[bestHit[family]].Rule);
        }

        result = new EvidenceResult(topRule, score + mentioned);
        return score + mentioned;
    }

    // The same words, seen by two rules of a family, are said once.
    private static bool AreApart(Hit one, Hit other) =>
        one.Rule != other.Rule && (one.End <= other.Start || other.End <= one.Start);

    private static int Cues(InjectionRules rules, ReadOnlySpan<Hit> hits, int at)
    {
        const int Enough = 2;
        var cues = 0;
        var kind = -1;
        for (var i = at - 1; i >= 0 && hits[i].End >= hits[at].Sentence - CueReach && cues < Enough; i--)
            Count(rules, hits[i], hits[at], ref cues, ref kind);
        for (var i = at + 1; i < hits.Length && hits[i].Start <= hits[at].End + CueReach && cues < Enough; i++)
            Count(rules, hits[i], hits[at], ref cues, ref kind);
        return cues;
    }

    private static void Count(InjectionRules rules, Hit cue, Hit hit, ref int cues, ref int kind)
    {
        var apart = cue.End <= hit.Sentence || cue.Start >= hit.End;
        if (!apart || !rules.Rules[cue.Rule].IsCue || cue.Rule == kind)
            return;
        kind = cue.Rule;
        cues++;
    }
}
