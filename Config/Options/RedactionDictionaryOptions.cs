using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Words that redaction replaces.</summary>
[Summary("Words that redaction replaces.")]
public sealed record RedactionDictionaryOptions
{
    /// <summary>Class that the placeholder names.</summary>
    [Summary("Class that the placeholder names.")]
    public string Class { get; init; } = "";

    /// <summary>The words.</summary>
    [Summary("The words.")]
    public ImmutableArray<string> Entries { get; init; } = [];

    /// <summary>File with one word per line.</summary>
    [Summary("File with one word per line.")]
    public string EntriesFile { get; init; } = "";

    /// <summary>Ignores case.</summary>
    [Summary("Ignores case.")]
    public bool CaseInsensitive { get; init; }

    /// <summary>Matches whole words only.</summary>
    [Summary("Matches whole words only.")]
    public bool WordBoundary { get; init; }

    /// <summary>Wins over overlapping matches of lower priority.</summary>
    [Summary("Wins over overlapping matches of lower priority.")]
    public int Priority { get; init; }
}
