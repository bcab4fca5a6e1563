using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Prompt injection detection in responses.</summary>
[Summary("Prompt injection detection in responses.")]
public sealed record ResponseScanningOptions
{
    /// <summary>Scans responses; the core rules run in any case.</summary>
    [Summary("Scans responses; the core rules run in any case.")]
    public bool Enabled { get; init; } = true;

    /// <summary>What an injected instruction does; unset = the mode decides.</summary>
    [Summary("What an injected instruction does; unset = the mode decides.")]
    public ResponseAction? Action { get; init; }

    /// <summary>What a response does whose content coding cannot be undone; unset = as action.</summary>
    [Summary("What a response does whose content coding cannot be undone; unset = as action.")]
    public BlockAction? UnreadableAction { get; init; }

    /// <summary>How long the operator may think, in seconds.</summary>
    [Summary("How long the operator may think, in seconds.")]
    [Bounds(0, 3600)]
    public int AskTimeoutSeconds { get; init; } = 30;

    /// <summary>Keeps the built-in patterns; patterns of the same name replace them.</summary>
    [Summary("Keeps the built-in patterns; patterns of the same name replace them.")]
    public bool IncludeDefaults { get; init; } = true;

    /// <summary>Patterns of the operator.</summary>
    [Summary("Patterns of the operator.")]
    public ImmutableArray<ResponsePatternOptions> Patterns { get; init; } = [];

    /// <summary>Hosts whose findings are logged only.</summary>
    [Summary("Hosts whose findings are logged only.")]
    public ImmutableArray<string> ExemptDomains { get; init; } = [];

    /// <summary>Event streams.</summary>
    [Summary("Event streams.")]
    public SseStreamingOptions SseStreaming { get; init; } = new();
}
