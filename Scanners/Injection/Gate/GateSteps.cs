using System.Buffers;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Gathers what each word of a gate fulfils, branch by branch.</summary>
internal sealed class GateSteps
{
    private const int None = -1;

    private readonly List<GateStep> _steps = [];
    private readonly List<byte> _depths = []; // of each step: how many clauses come before
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string[], WordSet> _sets = []; // a list of words is the same object wherever it is used
    private readonly Dictionary<ByteSet, Between> _between = [];
    private readonly Dictionary<Clause, int> _shared = [];
    private int _deepest;

    /// <summary>How many clauses are followed.</summary>
    public int Count => _steps.Count;

    /// <summary>Adds a branch.</summary>
    /// <param name="branch">Its index.</param>
    /// <param name="clauses">Its clauses.</param>
    public void Add(int branch, NeededClause[] clauses)
    {
        var previous = None;
        for (var i = 0; i < clauses.Length; i++)
            previous = Add(branch, clauses, i, previous);
    }

    /// <summary>The words, in the order of their spelling.</summary>
    public GateWord[] Words()
    {
        string[] spellings = [.. _entries.Keys];
        Array.Sort(spellings, StringComparer.Ordinal);
        GateStep[] steps = [.. _steps];
        return Array.ConvertAll(spellings, word => new GateWord(
            word, LastFirst(_entries[word].Later), [.. _entries[word].First], steps));
    }

    // A word that fulfils two clauses of a branch is not its own successor.
    private ushort[] LastFirst(List<ushort> steps)
    {
        var sorted = new ushort[steps.Count];
        var at = 0;
        for (var depth = _deepest; at < sorted.Length; depth--)
        {
            foreach (var step in steps)
            {
                if (_depths[step] == depth)
                    sorted[at++] = step;
            }
        }

        return sorted;
    }

    // Many branches begin with the same clauses, and these are followed once for all of them.
    private int Add(int branch, NeededClause[] clauses, int at, int previous)
    {
        var isLast = at == clauses.Length - 1;
        var isFirst = previous == None;
        var reach = isLast || !SetOf(clauses[at + 1].Words).HasSign ? 0 : WidthOf(clauses[at + 1]);
        var gap = isFirst ? 0 : WidthOf(clauses[at]);
        var between = BetweenOf(isFirst ? ByteSet.All : clauses[at].Gap.Bytes);
        var words = SetOf(clauses[at].Words);
        var clause = new Clause(previous, gap, between.Number, reach, words.Number);
        if (!isLast && _shared.TryGetValue(clause, out var shared))
            return shared;
        var index = Count;
        _steps.Add(new GateStep(branch, index, isFirst ? index : previous, gap, between.Outside, isLast, reach));
        _depths.Add(checked((byte)at));
        _deepest = Math.Max(_deepest, at);
        foreach (var entry in words.Entries)
            (isFirst ? entry.First : entry.Later).Add(checked((ushort)index));
        if (!isLast)
            _shared.Add(clause, index);
        return index;
    }

    private Between BetweenOf(ByteSet bytes)
    {
        if (!_between.TryGetValue(bytes, out var between))
            _between[bytes] = between = new Between(_between.Count, bytes.Outside());
        return between;
    }

    private static int WidthOf(NeededClause clause) => Math.Min(clause.Gap.Width, GateBranch.MaxWidth);

    private WordSet SetOf(string[] words)
    {
        if (!_sets.TryGetValue(words, out var set))
        {
            var hasSign = Array.Exists(words, GateWord.IsSignAlone);
            _sets[words] = set = new WordSet(_sets.Count, Array.ConvertAll(words, EntryOf), hasSign);
        }

        return set;
    }

    private Entry EntryOf(string word)
    {
        if (!_entries.TryGetValue(word, out var entry))
            _entries[word] = entry = new Entry([], []);
        return entry;
    }

    // What one word fulfils.
    private sealed record Entry(List<ushort> First, List<ushort> Later);

    private sealed record WordSet(int Number, Entry[] Entries, bool HasSign);

    private sealed record Between(int Number, SearchValues<byte>? Outside);

    // Two that are alike in all of this need to be followed only once.
    private readonly record struct Clause(int Previous, int Gap, int Between, int Reach, int Words);
}
