using System.Collections.Immutable;

namespace Pipelock.Scanners.Redaction;

/// <summary>A dictionary: words of the operator that are replaced.</summary>
/// <param name="Class">The class that placeholders name.</param>
/// <param name="Entries">The words.</param>
/// <param name="IgnoreCase">Upper and lower case are the same.</param>
/// <param name="WholeWords">A letter, digit or underscore on either side is no match.</param>
/// <param name="Priority">Wins over overlapping matches of lower priority.</param>
public sealed record RedactionWords(
    string Class, ImmutableArray<string> Entries, bool IgnoreCase, bool WholeWords, int Priority);
