using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which images, sounds and films pass.</summary>
[Summary("Which images, sounds and films pass.")]
public sealed record MediaPolicyOptions
{
    /// <summary>Applies the policy.</summary>
    [Summary("Applies the policy.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Refuses images.</summary>
    [Summary("Refuses images.")]
    public bool StripImages { get; init; }

    /// <summary>Refuses sound.</summary>
    [Summary("Refuses sound.")]
    public bool StripAudio { get; init; } = true;

    /// <summary>Refuses films.</summary>
    [Summary("Refuses films.")]
    public bool StripVideo { get; init; } = true;

    /// <summary>Image types that pass; an empty list means these defaults.</summary>
    [Summary("Image types that pass; an empty list means these defaults.")]
    public ImmutableArray<string> AllowedImageTypes { get; init; } = ["image/png", "image/jpeg"];

    /// <summary>Takes metadata out of images.</summary>
    [Summary("Takes metadata out of images.")]
    public bool StripImageMetadata { get; init; } = true;

    /// <summary>Largest image, in bytes; 0 means the default.</summary>
    [Summary("Largest image, in bytes; 0 means the default.")]
    [Bounds(0)]
    public long MaxImageBytes { get; init; } = 5_242_880;

    /// <summary>Logs images that passed.</summary>
    [Summary("Logs images that passed.")]
    public bool LogMediaExposure { get; init; } = true;
}
