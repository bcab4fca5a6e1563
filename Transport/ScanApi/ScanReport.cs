using Pipelock.Scanners;

namespace Pipelock.Transport.ScanApi;

/// <summary>What the scan API answers: a decision, or an error and the sentence that explains it.</summary>
public readonly record struct ScanReport
{
    /// <summary>What was asked about, as far as it was understood.</summary>
    public ScanKind Kind { get; init; }

    /// <summary>The kind as an answer repeats it: the caller's own word, cut to a bound.</summary>
    public string KindText { get; init; }

    /// <summary>Why there is no decision.</summary>
    public ScanError Error { get; init; }

    /// <summary>The sentence for <see cref="Error"/>.</summary>
    public string Message { get; init; }

    /// <summary>What was found.</summary>
    public Findings Findings { get; init; }

    /// <summary>The caller's own name for the request.</summary>
    public string RequestId { get; init; }

    /// <summary>Whether findings say where they were found.</summary>
    public bool IncludeEvidence { get; init; }

    /// <summary>How long the scan took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Nothing was found that a rule enforces.</summary>
    public bool IsAllowed => Error == ScanError.None
        && Findings.Items.All(finding => finding.WarnOnly || finding.IsWeak);

    /// <summary>A report without a decision.</summary>
    public static ScanReport Failed(ScanError error, string message, string kind = "") => new()
    {
        Kind = ScanKinds.Parse(kind),
        KindText = kind,
        Error = error,
        Message = message,
        RequestId = "",
    };
}
