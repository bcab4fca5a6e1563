using System.Collections.Immutable;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Injection.Context;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Finds phrases in the plain form of texts. Immutable and thread-safe.</summary>
/// <remarks>
/// (1) the words of all phrases are looked for at once ─► (2) stretches in which enough phrases have their words
/// near each other ─► (3) there, these phrases themselves ─► (4) where they weigh enough, the words around them that
/// say how they are meant.
/// Clean text costs (1) and next to nothing of (2).
/// </remarks>
internal sealed class PhraseSet : IDisposable
{
    private readonly PhraseGate _gate;
    private readonly ImmutableArray<Phrase> _phrases;
    private readonly ImmutableArray<Phrase> _cues;

    private PhraseSet(PhraseGate gate, ImmutableArray<Phrase> phrases, ImmutableArray<Phrase> cues)
    {
        _gate = gate;
        _phrases = phrases;
        _cues = cues;
    }

    /// <summary>Prepares some phrases.</summary>
    /// <param name="phrases">Those that weigh something.</param>
    /// <param name="cues">Those that say how the others are meant.</param>
    /// <param name="cache">Keeps what was compiled.</param>
    /// <param name="isSqueezed">They are over letters alone.</param>
    public static PhraseSet Build(
        ImmutableArray<Phrase> phrases, ImmutableArray<Phrase> cues, DatabaseCache? cache, bool isSqueezed = false) =>
        new(PhraseGate.Build(phrases, cache, isSqueezed), phrases, cues);

    /// <summary>True when phrases could add up somewhere in a text.</summary>
    public bool MayHold(ReadOnlySpan<byte> text, int enough, InjectionWork work) =>
        _gate.Opens(text, enough, work.Gate);

    /// <summary>The words that the phrases need.</summary>
    public ReadOnlySpan<GateWord> Words => _gate.Words;

    /// <summary>Notes the phrases of a text, wherever they could add up.</summary>
    /// <param name="text">A text in plain form.</param>
    /// <param name="enough">The evidence that is enough.</param>
    /// <param name="work">Takes the hits, in the order of their ends.</param>
    public void Find(ReadOnlySpan<byte> text, int enough, InjectionWork work)
    {
        work.HitCount = 0;
        var gate = work.Gate;
        if (!_gate.Opens(text, enough, gate))
            return;
        var searched = gate.Searched(_phrases.Length);
        var next = 0;
        foreach (var stretch in gate.Stretches)
        {
            var characters = gate.Characters(stretch.End - stretch.Start);
            Phrase.Widen(text[stretch.Start..stretch.End], characters);
            for (; next < gate.Hits.Length && gate.Hits[next].End <= stretch.End; next++)
            {
                if (gate.Hits[next].End > stretch.Start)
                    Confirm(text, gate.Hits[next], stretch, characters, searched, work);
            }
        }

        work.SortHits();
    }

    /// <summary>Notes the words around the phrases just found that say how they are meant.</summary>
    public void AddCues(ReadOnlySpan<byte> text, InjectionWork work)
    {
        foreach (var stretch in work.Gate.Stretches)
        {
            var characters = work.Gate.Characters(stretch.End - stretch.Start);
            Phrase.Widen(text[stretch.Start..stretch.End], characters);
            foreach (var cue in _cues)
            {
                foreach (var match in cue.Regex.EnumerateMatches(characters))
                {
                    var start = stretch.Start + match.Index;
                    work.Add(new Hit(cue.Rule, start, start + match.Length, start));
                }
            }
        }

        work.SortHits();
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private void Confirm(
        ReadOnlySpan<byte> text, GateHit hit, TextStretch stretch, ReadOnlySpan<char> characters, Span<int> searched,
        InjectionWork work)
    {
        var branch = _gate[hit];
        var phrase = _phrases[branch.Phrase];
        // What follows the last of the words may still be wanted, and the next place is not noted when it is near.
        var from = Math.Max(Math.Max(hit.End - branch.Width, stretch.Start), searched[branch.Phrase]);
        var to = Math.Min(hit.End + GateWork.Near + branch.Width, stretch.End);
        if (from >= to)
            return;
        var end = from;
        var around = characters[(from - stretch.Start)..(to - stretch.Start)];
        foreach (var match in phrase.Regex.EnumerateMatches(around))
        {
            end = from + match.Index + match.Length;
            work.Add(new Hit(phrase.Rule, from + match.Index, end, HitContext.SentenceStart(text, end)));
        }

        // What is still to be found ends behind what was searched, and so does not begin long before that.
        searched[branch.Phrase] = Math.Max(end, to - branch.Width);
    }
}
