using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Event streams, scanned event by event.</summary>
[Summary("Event streams, scanned event by event.")]
public sealed record SseStreamingOptions
{
    /// <summary>Scans each event before it is passed on.</summary>
    [Summary("Scans each event before it is passed on.")]
    public bool Enabled { get; init; } = true;

    /// <summary>What a finding in an event does; unset = as response_scanning.</summary>
    [Summary("What a finding in an event does; unset = as response_scanning.")]
    public BlockAction? Action { get; init; }

    /// <summary>Largest event, in bytes; 0 means the default.</summary>
    [Summary("Largest event, in bytes; 0 means the default.")]
    [Bounds(0)]
    public int MaxEventBytes { get; init; } = 1_048_576;
}
