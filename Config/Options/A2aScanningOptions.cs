using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Scanning of agent-to-agent messages.</summary>
[Summary("Scanning of agent-to-agent messages.")]
public sealed record A2aScanningOptions
{
    /// <summary>Scans.</summary>
    [Summary("Scans.")]
    public bool Enabled { get; init; }

    /// <summary>What a finding does; unset = the mode decides.</summary>
    [Summary("What a finding does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Scans agent cards.</summary>
    [Summary("Scans agent cards.")]
    public bool ScanAgentCards { get; init; } = true;

    /// <summary>Reports cards that change.</summary>
    [Summary("Reports cards that change.")]
    public bool DetectCardDrift { get; init; } = true;

    /// <summary>Reports contexts that cross sessions.</summary>
    [Summary("Reports contexts that cross sessions.")]
    [Inactive]
    public bool SessionSmugglingDetection { get; init; } = true;

    /// <summary>Messages remembered per context.</summary>
    [Summary("Messages remembered per context.")]
    [Bounds(1)]
    [Inactive]
    public int MaxContextMessages { get; init; } = 100;

    /// <summary>Contexts remembered.</summary>
    [Summary("Contexts remembered.")]
    [Bounds(1)]
    [Inactive]
    public int MaxContexts { get; init; } = 1000;

    /// <summary>Decodes and scans raw parts.</summary>
    [Summary("Decodes and scans raw parts.")]
    public bool ScanRawParts { get; init; } = true;

    /// <summary>Largest raw part, in bytes.</summary>
    [Summary("Largest raw part, in bytes.")]
    [Bounds(1)]
    public int MaxRawSize { get; init; } = 1_048_576;
}
