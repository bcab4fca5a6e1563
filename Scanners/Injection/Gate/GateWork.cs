using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>What one use of a <see cref="PhraseGate"/> notes; kept with the thread.</summary>
internal sealed class GateWork
{
    /// <summary>A phrase is noted again only so many bytes later.</summary>
    private const int Near = 64;

    private const int Growth = 4;

    private HyperscanMatch[] _matches = new HyperscanMatch[1024];
    private GateHit[] _hits = new GateHit[64];
    private char[] _characters = [];
    private int[] _searched = [];
    // For every clause: where the latest row of words begins that ends with it.
    private long[] _starts = [];
    private long[] _noted = [];
    private long _origin = GateBranch.MaxWidth;
    private long _next = GateBranch.MaxWidth;
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
        if (_starts.Length < steps || _noted.Length < branches)
            (_starts, _noted) = (new long[steps], new long[branches]);
        // What was seen in the text before is too far away; so nothing has to be cleared.
        _origin = _next;
        _next += length + GateBranch.MaxWidth;
        _hitCount = 0;
        Stretches.Clear();
    }

    /// <summary>All words in a text.</summary>
    internal ReadOnlySpan<HyperscanMatch> Scan(HyperscanDatabase words, ReadOnlySpan<byte> text)
    {
        int count;
        while (words.Scan(text, _matches, out count) == HyperscanOutcome.Full)
            _matches = new HyperscanMatch[checked(_matches.Length * Growth)];
        return _matches.AsSpan(0, count);
    }

    /// <summary>A word of a clause ends here; notes the branch if it is the last one of it.</summary>
    internal void See(in GateStep step, int end)
    {
        long position = _origin + end;
        long start = position;
        if (!step.IsFirst)
        {
            start = _starts[step.Index - 1];
            if (position - start > step.Width)
                return;
        }

        _starts[step.Index] = start;
        if (!step.IsLast || position - _noted[step.Branch] < Near)
            return;
        _noted[step.Branch] = position;
        if (_hitCount == _hits.Length)
            Array.Resize(ref _hits, _hitCount * 2);
        _hits[_hitCount++] = new GateHit(step.Branch, end);
    }

    /// <summary>Adds a stretch to search, or makes the last one longer.</summary>
    internal void AddStretch(int start, int end)
    {
        if (Stretches.Count > 0 && start <= Stretches[^1].End)
            Stretches[^1] = Stretches[^1] with { End = Math.Max(end, Stretches[^1].End) };
        else
            Stretches.Add(new TextStretch(start, end));
    }
}
