using Pipelock.Config.Options;

namespace Pipelock.Evidence;

/// <summary>Where and how the log is written. Immutable.</summary>
public sealed record EvidenceLogSettings
{
    /// <summary>How lines are written.</summary>
    public LogFormat Format { get; init; } = LogFormat.Json;

    /// <summary>Lines go to standard output.</summary>
    public bool ToStandardOutput { get; init; } = true;

    /// <summary>Lines are appended to this file, created with mode 0600; null for none.</summary>
    public string? FilePath { get; init; }

    /// <summary>Lines about traffic that passed are written (<c>logging.include_allowed</c>).</summary>
    public bool IncludeAllowed { get; init; } = true;

    /// <summary>Lines about refused requests are written (<c>logging.include_blocked</c>).</summary>
    public bool IncludeBlocked { get; init; } = true;

    /// <summary>The settings as the operator wrote them.</summary>
    public static EvidenceLogSettings From(LoggingOptions section) => new()
    {
        Format = section.Format,
        ToStandardOutput = section.Output is LogOutput.Stdout or LogOutput.Both,
        FilePath = section.Output is LogOutput.File or LogOutput.Both ? section.File : null,
        IncludeAllowed = section.IncludeAllowed,
        IncludeBlocked = section.IncludeBlocked,
    };
}
