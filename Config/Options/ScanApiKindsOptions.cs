using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What may be asked of the scan API.</summary>
[Summary("What may be asked of the scan API.")]
public sealed record ScanApiKindsOptions
{
    /// <summary>URLs.</summary>
    [Summary("URLs.")]
    public bool Url { get; init; } = true;

    /// <summary>Text, for secrets.</summary>
    [Summary("Text, for secrets.")]
    public bool Dlp { get; init; } = true;

    /// <summary>Text, for injected instructions.</summary>
    [Summary("Text, for injected instructions.")]
    public bool PromptInjection { get; init; } = true;

    /// <summary>Tool calls.</summary>
    [Summary("Tool calls.")]
    public bool ToolCall { get; init; } = true;
}
