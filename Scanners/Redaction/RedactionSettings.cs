using System.Collections.Immutable;

namespace Pipelock.Scanners.Redaction;

/// <summary>What redaction replaces, and how much of it.</summary>
public sealed record RedactionSettings
{
    /// <summary>Built-in classes by name; unknown names match nothing.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>Words of the operator.</summary>
    public ImmutableArray<RedactionWords> Words { get; init; } = [];

    /// <summary>Largest body, in bytes.</summary>
    public long MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Replacements per body.</summary>
    public int MaxRedactions { get; init; } = 10_000;

    /// <summary>Objects and arrays within each other; at most 256.</summary>
    public int MaxDepth { get; init; } = 64;
}
