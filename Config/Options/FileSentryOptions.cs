using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Watches directories for secrets being written.</summary>
[Summary("Watches directories for secrets being written.")]
public sealed record FileSentryOptions
{
    /// <summary>Watches.</summary>
    [Summary("Watches.")]
    public bool Enabled { get; init; }

    /// <summary>Goes on where a directory cannot be watched.</summary>
    [Summary("Goes on where a directory cannot be watched.")]
    public bool BestEffort { get; init; }

    /// <summary>Directories to watch; needed when enabled.</summary>
    [Summary("Directories to watch; needed when enabled.")]
    public ImmutableArray<string> WatchPaths { get; init; } = [];

    /// <summary>Scans what is written.</summary>
    [Summary("Scans what is written.")]
    public bool ScanContent { get; init; } = true;

    /// <summary>Files (globs) left out.</summary>
    [Summary("Files (globs) left out.")]
    public ImmutableArray<string> IgnorePatterns { get; init; } = [];
}
