using System.Runtime.CompilerServices;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>What one use of a <see cref="PhraseGate"/> notes; kept with the thread.</summary>
internal sealed class GateWork
{
    /// <summary>A phrase is noted again only so many bytes later.</summary>
    internal const int Near = 64;

    private const int Growth = 4;

    /// <summary>So many clauses are asked about together.</summary>
    private const int AtOnce = 4;

    private HyperscanMatch[] _matches = new HyperscanMatch[256];
    private GateHit[] _hits = new GateHit[64];
    private char[] _characters = [];
    private int[] _searched = [];
    // For every clause: where the last row of words ends that ends with it.
    private int[] _ends = [];
    private int[] _noted = [];
    private int _origin = GateBranch.MaxWidth;
    private int _next = GateBranch.MaxWidth;
    private int _signsUntil; // up to here a single sign can be the next word of a branch
    private int _hitCount;

    /// <summary>The phrases noted, in order.</summary>
    internal ReadOnlySpan<GateHit> Hits => _hits.AsSpan(0, _hitCount);

    /// <summary>The stretches to search, in order, none touching another.</summary>
    internal List<TextStretch> Stretches { get; } = [];

    /// <summary>Characters to match expressions on.</summary>
    internal Span<char> Characters(int count)
    {
        if (_characters.Length < count)
            _characters = new char[count * 2];
        return _characters.AsSpan(0, count);
    }

    /// <summary>Up to where each phrase was searched for; nowhere, at first.</summary>
    internal Span<int> Searched(int phrases)
    {
        if (_searched.Length < phrases)
            _searched = new int[phrases];
        _searched.AsSpan(0, phrases).Clear();
        return _searched;
    }

    /// <summary>Begins with a text.</summary>
    internal void Start(int steps, int branches, int length)
    {
        if (_ends.Length < steps || _noted.Length < branches)
            (_ends, _noted) = (new int[steps], new int[branches]);
        if (_next > int.MaxValue - length - GateBranch.MaxWidth)
        {
            Array.Clear(_ends);
            Array.Clear(_noted);
            _signsUntil = 0;
            _next = GateBranch.MaxWidth;
        }

        // What was seen in the text before is too far away; so nothing has to be cleared.
        _origin = _next;
        _next += length + GateBranch.MaxWidth;
        _hitCount = 0;
        Stretches.Clear();
    }

    /// <summary>What a database finds in a text.</summary>
    internal ReadOnlySpan<HyperscanMatch> Scan(HyperscanDatabase words, ReadOnlySpan<byte> text)
    {
        int count;
        while (words.Scan(text, _matches, out count) == HyperscanOutcome.Full)
            _matches = new HyperscanMatch[checked(_matches.Length * Growth)];
        return _matches.AsSpan(0, count);
    }

    /// <summary>A word ends here; notes the branches that it is the last word of.</summary>
    /// <param name="word">The word.</param>
    /// <param name="text">The text.</param>
    /// <param name="end">Where it ends.</param>
    internal void See(GateWord word, ReadOnlySpan<byte> text, int end)
    {
        var position = _origin + end;
        if (!word.Keys.IsEmpty)
            FollowLater(word, text[..(end - word.Bytes.Length)], position);
        foreach (var clause in word.First)
            Reach(clause, position);
        _signsUntil = Math.Max(_signsUntil, word.SignReach == 0 ? 0 : position + word.SignReach);
        foreach (ref readonly var step in word.Alone)
            Note(step.Branch, position);
    }

    /// <summary>False when no branch can go on with a single sign that ends here.</summary>
    internal bool AwaitsSign(int end) => end <= SignsUntil;

    /// <summary>Behind this place no branch can go on with a single sign.</summary>
    internal int SignsUntil => _signsUntil - _origin;

    /// <summary>Adds a stretch to search, or makes the last one longer.</summary>
    internal void AddStretch(int start, int end)
    {
        if (Stretches.Count > 0 && start <= Stretches[^1].End)
            Stretches[^1] = Stretches[^1] with { End = Math.Max(end, Stretches[^1].End) };
        else
            Stretches.Add(new TextStretch(start, end));
    }

    private void FollowLater(GateWord word, ReadOnlySpan<byte> before, int position)
    {
        var keys = word.Keys;
        for (var at = 0; (at = NextNear(keys, at, _ends, position)) < keys.Length; at++)
        {
            ref readonly var step = ref word.Later(at);
            var start = _ends[step.Previous] - _origin;
            if (step.Outside is null || start >= before.Length || !before[start..].ContainsAny(step.Outside))
                Follow(step, position);
        }
    }

    // A loop without calls stays in registers, and hardly one of four is ever near.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextNear(ReadOnlySpan<StepKey> keys, int at, ReadOnlySpan<int> ends, int position)
    {
        for (; at <= keys.Length - AtOnce; at += AtOnce)
        {
            var four = keys.Slice(at, AtOnce);
            if ((Beyond(four[0], ends, position) & Beyond(four[1], ends, position)
                & Beyond(four[2], ends, position) & Beyond(four[3], ends, position)) >= 0)
            {
                break;
            }
        }

        while (at < keys.Length && Beyond(keys[at], ends, position) < 0)
            at++;
        return at;
    }

    // Negative when a word stands too far behind the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Beyond(StepKey key, ReadOnlySpan<int> ends, int position) =>
        ends[key.Previous] + key.Gap - position;

    private void Follow(in GateStep step, int position)
    {
        Reach(step.Index, position);
        if (step.SignReach > 0)
            _signsUntil = Math.Max(_signsUntil, position + step.SignReach);
        if (step.IsLast)
            Note(step.Branch, position);
    }

    // Words come in the order in which they begin, and the one before may end behind this one.
    private void Reach(int clause, int position)
    {
        ref var end = ref _ends[clause];
        end = Math.Max(end, position);
    }

    private void Note(int branch, int position)
    {
        if (position - _noted[branch] < Near)
            return;
        _noted[branch] = position;
        var end = position - _origin;
        if (_hitCount == _hits.Length)
            Array.Resize(ref _hits, _hitCount * 2);
        // Words come in the order in which they begin; the one before may end behind this one.
        var at = _hitCount++;
        for (; at > 0 && _hits[at - 1].End > end; at--)
            _hits[at] = _hits[at - 1];
        _hits[at] = new GateHit(branch, end);
    }
}
