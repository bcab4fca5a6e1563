using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Bounds of the redaction work per request; beyond them the request is refused.</summary>
[Summary("Bounds of the redaction work per request; beyond them the request is refused.")]
public sealed record RedactionLimitsOptions
{
    /// <summary>Largest body, in bytes.</summary>
    [Summary("Largest body, in bytes.")]
    [Bounds(0, 67108864)]
    public int MaxBodyBytes { get; init; } = 10_485_760;

    /// <summary>Replacements per request.</summary>
    [Summary("Replacements per request.")]
    [Bounds(0, 1000000)]
    public int MaxRedactionsPerRequest { get; init; } = 10_000;

    /// <summary>Nesting of JSON.</summary>
    [Summary("Nesting of JSON.")]
    [Bounds(0, 256)]
    public int MaxDepth { get; init; } = 64;
}
