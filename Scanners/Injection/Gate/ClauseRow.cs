namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Clauses in the order of a pattern, with what can stand between their words.</summary>
internal sealed class ClauseRow
{
    private readonly List<PlacedClause> _clauses = [];

    /// <summary>The clauses.</summary>
    public IReadOnlyList<PlacedClause> Clauses => _clauses;

    /// <summary>What can follow the last word.</summary>
    public Filling Rest { get; private set; }

    /// <summary>Adds a clause.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="lead">What can stand before its word; of the width the word itself is part.</param>
    /// <param name="rest">What can follow its word.</param>
    public void Add(WordClause clause, Filling lead, Filling rest)
    {
        _clauses.Add(new PlacedClause(Rest.Then(lead), clause));
        Rest = rest;
    }

    /// <summary>Adds what needs no word.</summary>
    public void Skip(Filling filling) => Rest = Rest.Then(filling);

    /// <summary>Adds all clauses of another row.</summary>
    public void Add(ClauseRow other)
    {
        foreach (var placed in other.Clauses)
            Add(placed.Clause, placed.Gap, rest: default);
        Skip(other.Rest);
    }

    /// <summary>The same without the clauses that do not count.</summary>
    public ClauseRow Where(Func<int, bool> counts)
    {
        var row = new ClauseRow();
        for (var i = 0; i < _clauses.Count; i++)
        {
            (var gap, var clause) = _clauses[i];
            if (counts(i))
                row.Add(clause, gap, rest: default);
            else
                row.Skip(gap with { Bytes = gap.Bytes.Or(clause.Bytes) });
        }

        row.Skip(Rest);
        return row;
    }
}
