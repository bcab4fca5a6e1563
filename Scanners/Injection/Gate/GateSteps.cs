namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Gathers what each word of a gate fulfils, branch by branch.</summary>
internal sealed class GateSteps
{
    private readonly Dictionary<string, List<GateStep>> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GateStep>> _later = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);

    /// <summary>How many clauses are followed.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a branch.</summary>
    /// <param name="branch">Its index.</param>
    /// <param name="width">The most bytes a match of it takes.</param>
    /// <param name="clauses">The words of each of its clauses.</param>
    public void Add(int branch, int width, string[][] clauses)
    {
        int before = AddFirst(branch, width, clauses);
        // The last clause first: a word that fulfils two of them is not its own successor.
        for (int i = clauses.Length - 1; i > 0; i--)
        {
            int previous = i == 1 ? before : Count + i - 2;
            Enter(_later, clauses[i], new GateStep(
                branch, Count + i - 1, previous, width, i == clauses.Length - 1, AwaitsSign(clauses, i)));
        }

        Count += clauses.Length - 1;
    }

    /// <summary>The words, in the order of their spelling.</summary>
    public GateWord[] Words()
    {
        string[] spellings = [.. _first.Keys.Union(_later.Keys)];
        Array.Sort(spellings, StringComparer.Ordinal);
        return Array.ConvertAll(spellings, word => new GateWord(
            word, [.. _later.GetValueOrDefault(word, [])], [.. _first.GetValueOrDefault(word, [])]));
    }

    // Many branches begin with the same clause, and then it is followed once for all of them.
    private int AddFirst(int branch, int width, string[][] clauses)
    {
        bool isLast = clauses.Length == 1;
        bool awaitsSign = AwaitsSign(clauses, 0);
        string clause = $"{(awaitsSign ? width : 0)} {string.Join('\0', clauses[0])}";
        if (!isLast && _shared.TryGetValue(clause, out int shared))
            return shared;
        int index = Count++;
        Enter(_first, clauses[0], new GateStep(branch, index, index, width, isLast, awaitsSign));
        if (!isLast)
            _shared.Add(clause, index);
        return index;
    }

    private static bool AwaitsSign(string[][] clauses, int at) =>
        at + 1 < clauses.Length && clauses[at + 1].Any(GateWord.IsSignAlone);

    private static void Enter(Dictionary<string, List<GateStep>> steps, string[] words, GateStep step)
    {
        foreach (string word in words)
        {
            if (!steps.TryGetValue(word, out List<GateStep>? list))
                steps[word] = list = [];
            list.Add(step);
        }
    }
}
