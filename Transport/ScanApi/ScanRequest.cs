namespace Pipelock.Transport.ScanApi;

/// <summary>One question to the scan API, understood and within its limits. Holds what may be a secret.</summary>
public sealed class ScanRequest
{
    /// <summary>What is asked about.</summary>
    public required ScanKind Kind { get; init; }

    /// <summary>The URL or text asked about, or the arguments of a tool call as JSON; UTF-8.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>The name of the tool; empty for the other kinds.</summary>
    public string ToolName { get; init; } = "";

    /// <summary>The caller's own name for the request, given back to them.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether findings say where and behind which encodings they were found.</summary>
    public bool IncludeEvidence { get; init; }
}
