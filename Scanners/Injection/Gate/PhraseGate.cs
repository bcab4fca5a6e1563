using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Says at the cost of a look for words where in a text the phrases could add up to a finding.</summary>
/// <remarks>
/// Every phrase needs certain words near each other (<see cref="RequiredWords"/>). Where those that have all of theirs
/// cannot weigh enough together, no search for phrases is needed. Immutable and thread-safe.
/// </remarks>
internal sealed class PhraseGate : IDisposable
{
    /// <summary>Evidence belongs together within a span; a phrase may end some way behind its last word.</summary>
    private const int Reach = Evidence.Span + 256 + Evidence.Step;

    /// <summary>So far around the words the search goes, for the words that say how they are meant.</summary>
    private const int Neighbourhood = Evidence.CueReach + 200;

    private readonly WordFinder _words;
    private readonly GateWord[] _byWord;
    private readonly GateBranch[] _branches;
    private readonly int _stepCount;

    private PhraseGate(WordFinder words, GateWord[] byWord, GateBranch[] branches, int stepCount)
    {
        _words = words;
        _byWord = byWord;
        _branches = branches;
        _stepCount = stepCount;
    }

    /// <summary>Builds the gate of some phrases.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="cache">Keeps what was compiled.</param>
    /// <param name="isSqueezed">
    /// They are over letters alone: the gate also sees texts that still have something between the words.
    /// </param>
    public static PhraseGate Build(ImmutableArray<Phrase> phrases, DatabaseCache? cache, bool isSqueezed = false)
    {
        var steps = new GateSteps();
        var branches = new List<GateBranch>();
        foreach (var needed in NeededWords.Of(phrases, cache))
        {
            var phrase = phrases[needed.Phrase];
            if (needed.Clauses.Length == 0)
                throw new FormatException($"the phrase \"{phrase.Pattern}\" can match without any word");
            var width = Math.Min(needed.Width, GateBranch.MaxWidth);
            steps.Add(branches.Count, isSqueezed ? Apart(needed.Clauses, width) : needed.Clauses);
            branches.Add(new GateBranch(needed.Phrase, phrase.Family, phrase.Weight, width));
        }

        var words = steps.Words();
        return new PhraseGate(new WordFinder(words, cache), words, [.. branches], steps.Count);
    }

    // Of the words of one match no two are further apart than it is wide, with as much again between its words.
    private static NeededClause[] Apart(NeededClause[] clauses, int width) =>
        Array.ConvertAll(clauses, clause => clause with { Gap = new Filling(2 * width, ByteSet.All) });

    /// <summary>Finds the stretches in which phrases could add up.</summary>
    /// <param name="text">A text in plain form, or one whose plain form has the same words.</param>
    /// <param name="enough">The evidence that is enough.</param>
    /// <param name="work">Takes the stretches.</param>
    /// <returns>True when there is one.</returns>
    public bool Opens(ReadOnlySpan<byte> text, int enough, GateWork work)
    {
        work.Start(_stepCount, _branches.Length, text.Length);
        _words.Find(text, work);
        return work.Hits.Length > 0 && AddStretches(work, text.Length, enough);
    }

    private bool AddStretches(GateWork work, int length, int enough)
    {
        var hits = work.Hits;
        var last = -Evidence.Step;
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i].End < last + Evidence.Step)
                continue;
            last = hits[i].End;
            if (Most(hits[i..], out var start, out var end) >= enough)
                work.AddStretch(Math.Max(0, start - Neighbourhood), Math.Min(length, end + Neighbourhood));
        }

        return work.Stretches.Count > 0;
    }

    // The most that evidence from the first one on can weigh, and where it stands.
    private int Most(ReadOnlySpan<GateHit> hits, out int start, out int end)
    {
        Span<int> best = stackalloc int[InjectionRules.MaxFamilies];
        Span<int> second = stackalloc int[InjectionRules.MaxFamilies];
        best.Clear();
        second.Clear();
        start = end = hits[0].End;
        var sum = 0;
        foreach (var hit in hits)
        {
            if (hit.End > hits[0].End + Reach)
                break;
            var branch = _branches[hit.Branch];
            start = Math.Min(start, hit.End - branch.Width);
            end = hit.End;
            var family = branch.Family;
            var before = best[family] + (second[family] * Evidence.SecondPercent / 100);
            if (branch.Weight > best[family])
                (best[family], second[family]) = (branch.Weight, best[family]);
            else
                second[family] = Math.Max(second[family], branch.Weight);
            sum += best[family] + (second[family] * Evidence.SecondPercent / 100) - before;
        }

        return sum;
    }

    /// <summary>The words it looks for.</summary>
    public ReadOnlySpan<GateWord> Words => _byWord;

    /// <summary>The branch of a hit.</summary>
    public GateBranch this[GateHit hit] => _branches[hit.Branch];

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();
}
