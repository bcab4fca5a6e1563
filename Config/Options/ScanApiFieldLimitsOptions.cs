using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Largest value per field of a scan request.</summary>
[Summary("Largest value per field of a scan request.")]
public sealed record ScanApiFieldLimitsOptions
{
    /// <summary>Largest input.url, in bytes.</summary>
    [Summary("Largest input.url, in bytes.")]
    [Bounds(1)]
    public int Url { get; init; } = 8192;

    /// <summary>Largest input.text, in bytes.</summary>
    [Summary("Largest input.text, in bytes.")]
    [Bounds(1)]
    public int Text { get; init; } = 524_288;

    /// <summary>Largest input.content, in bytes.</summary>
    [Summary("Largest input.content, in bytes.")]
    [Bounds(1)]
    public int Content { get; init; } = 524_288;

    /// <summary>Largest input.arguments, in bytes.</summary>
    [Summary("Largest input.arguments, in bytes.")]
    [Bounds(1)]
    public int Arguments { get; init; } = 524_288;
}
