using System.Collections.Immutable;

namespace Pipelock.Scanners.Injection;

/// <summary>What the operator says about injected instructions; immutable.</summary>
public sealed record InjectionSettings
{
    /// <summary>The evidence at which a text is reported, on the scale on which one clear instruction is
    /// <see cref="ClearInstruction"/>.</summary>
    public const int DefaultThreshold = 100;

    /// <summary>The evidence of one clear instruction: of high severity.</summary>
    public const int ClearInstruction = 120;

    /// <summary>The evidence of several: of critical severity.</summary>
    public const int BeyondDoubt = 200;

    /// <summary>Whether all built-in rules apply; without them only those of the core families do.</summary>
    public bool IncludeDefaults { get; init; } = true;

    /// <summary>The operator's own patterns.</summary>
    public ImmutableArray<InjectionPattern> Patterns { get; init; } = [];

    /// <summary>The evidence at which a text is reported; higher is more lenient. 1 to 1000.</summary>
    public int Threshold { get; init; } = DefaultThreshold;
}
