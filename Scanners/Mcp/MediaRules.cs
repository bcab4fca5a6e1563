using System.Collections.Immutable;

namespace Pipelock.Scanners.Mcp;

/// <summary>Which images, sounds and films may pass; immutable.</summary>
public sealed record MediaRules
{
    private static readonly ImmutableArray<string> s_usualImages = ["image/png", "image/jpeg"];

    private readonly NameSet _allowedImages = new(s_usualImages);

    /// <summary>Whether images are refused altogether.</summary>
    public bool RefuseImages { get; init; }

    /// <summary>Whether sounds are refused.</summary>
    public bool RefuseAudio { get; init; } = true;

    /// <summary>Whether films are refused.</summary>
    public bool RefuseVideo { get; init; } = true;

    /// <summary>Image types that pass, lower-case and without parameters.</summary>
    public ImmutableArray<string> AllowedImageTypes
    {
        get;
        init
        {
            field = value;
            _allowedImages = new NameSet(value);
        }
    } = s_usualImages;

    /// <summary>Largest image, in bytes after decoding.</summary>
    public long MaxImageBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Whether metadata is taken out of the images that pass.</summary>
    public bool StripsMetadata { get; init; } = true;

    /// <summary>Whether the log is to tell of each medium.</summary>
    public bool NotesExposure { get; init; } = true;

    /// <summary>Whether images of a type, without its parameters, pass.</summary>
    internal bool AllowsImage(ReadOnlySpan<byte> type) => _allowedImages.Contains(type);
}
