using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which images, sounds and films pass in the answers of MCP servers.</summary>
[Summary("Which images, sounds and films pass in the answers of MCP servers.")]
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

    /// <summary>Takes EXIF, XMP, IPTC, comments and texts out of images (JPEG, PNG, WebP).</summary>
    [Summary("Takes EXIF, XMP, IPTC, comments and texts out of images (JPEG, PNG, WebP).")]
    public bool StripImageMetadata { get; init; } = true;

    /// <summary>Largest image, in bytes; 0 means the default.</summary>
    [Summary("Largest image, in bytes; 0 means the default.")]
    [Bounds(0)]
    public long MaxImageBytes { get; init; } = 5_242_880;

    /// <summary>Logs each image, sound and film, and what was done with it.</summary>
    [Summary("Logs each image, sound and film, and what was done with it.")]
    public bool LogMediaExposure { get; init; } = true;
}
