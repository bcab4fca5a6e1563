using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The audit log.</summary>
[Summary("The audit log.")]
public sealed record LoggingOptions
{
    /// <summary>How a record is written.</summary>
    [Summary("How a record is written.")]
    public LogFormat Format { get; init; }

    /// <summary>Where records go.</summary>
    [Summary("Where records go.")]
    public LogOutput Output { get; init; }

    /// <summary>Log file, needed for output file and both.</summary>
    [Summary("Log file, needed for output file and both.")]
    public string File { get; init; } = "";

    /// <summary>Logs requests that passed.</summary>
    [Summary("Logs requests that passed.")]
    public bool IncludeAllowed { get; init; } = true;

    /// <summary>Logs requests that were refused.</summary>
    [Summary("Logs requests that were refused.")]
    public bool IncludeBlocked { get; init; } = true;
}
