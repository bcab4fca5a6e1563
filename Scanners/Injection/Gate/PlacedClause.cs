namespace Pipelock.Scanners.Injection.Gate;

/// <summary>A clause, and how near its word stands behind what comes before.</summary>
/// <param name="Gap">
/// What can stand between the word of the clause before, or where a match begins, and this one's word; of the width
/// the word itself is part.
/// </param>
/// <param name="Clause">The words of which one is needed.</param>
internal readonly record struct PlacedClause(Filling Gap, WordClause Clause);
