using System.Buffers;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Gathers what each word of a gate fulfils, branch by branch.</summary>
internal sealed class GateSteps
{
    private const int None = -1;

    private readonly Dictionary<string, List<GateStep>> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Depth, GateStep Step)>> _later = new(StringComparer.Ordinal);
    private readonly Dictionary<ByteSet, SearchValues<byte>?> _outside = [];
    private readonly Dictionary<Clause, int> _shared = [];

    /// <summary>How many clauses are followed.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a branch.</summary>
    /// <param name="branch">Its index.</param>
    /// <param name="clauses">Its clauses.</param>
    public void Add(int branch, NeededClause[] clauses)
    {
        int previous = None;
        for (int i = 0; i < clauses.Length; i++)
            previous = Add(branch, clauses, i, previous);
    }

    /// <summary>The words, in the order of their spelling.</summary>
    public GateWord[] Words()
    {
        string[] spellings = [.. _first.Keys.Union(_later.Keys)];
        Array.Sort(spellings, StringComparer.Ordinal);
        // The last clause first: a word that fulfils two of them is not its own successor.
        return Array.ConvertAll(spellings, word => new GateWord(
            word,
            [.. _later.GetValueOrDefault(word, []).OrderByDescending(one => one.Depth).Select(one => one.Step)],
            [.. _first.GetValueOrDefault(word, [])]));
    }

    // Many branches begin with the same clauses, and these are followed once for all of them.
    private int Add(int branch, NeededClause[] clauses, int at, int previous)
    {
        bool isLast = at == clauses.Length - 1;
        int reach = isLast || !clauses[at + 1].Words.Any(GateWord.IsSignAlone) ? 0 : WidthOf(clauses[at + 1]);
        (int gap, ByteSet between) = previous == None ? (0, default) : (WidthOf(clauses[at]), clauses[at].Gap.Bytes);
        var clause = new Clause(previous, gap, between, reach, clauses[at].Words);
        if (!isLast && _shared.TryGetValue(clause, out int shared))
            return shared;
        int index = Count++;
        var step = new GateStep(
            branch, index, previous == None ? index : previous, gap, Outside(between), isLast, reach);
        foreach (string word in clauses[at].Words)
        {
            if (previous == None)
                Of(_first, word).Add(step);
            else
                Of(_later, word).Add((at, step));
        }

        if (!isLast)
            _shared.Add(clause, index);
        return index;
    }

    private SearchValues<byte>? Outside(ByteSet between)
    {
        if (!_outside.TryGetValue(between, out SearchValues<byte>? outside))
            _outside[between] = outside = between.Outside();
        return outside;
    }

    private static int WidthOf(NeededClause clause) => Math.Min(clause.Gap.Width, GateBranch.MaxWidth);

    private static List<T> Of<T>(Dictionary<string, List<T>> lists, string word)
    {
        if (!lists.TryGetValue(word, out List<T>? list))
            lists[word] = list = [];
        return list;
    }

    // Two that are alike in all of this need to be followed only once.
    private readonly record struct Clause(int Previous, int Gap, ByteSet Between, int Reach, string[] Words);
}
