namespace Pipelock.Scanners.Media;

/// <summary>What was taken out of an image. The default is an image that had nothing to take out.</summary>
/// <param name="Format">What the image is.</param>
/// <param name="Segments">How many pieces.</param>
/// <param name="Bytes">How many bytes they had, headers included.</param>
/// <param name="IsReadable">False where the file breaks its own format: nothing certain can be said of it.</param>
public readonly record struct MetadataRemoval(ImageFormat Format, int Segments, long Bytes, bool IsReadable)
{
    internal MetadataRemoval With(long bytes) => this with { Segments = Segments + 1, Bytes = Bytes + bytes };

    internal MetadataRemoval Broken() => this with { IsReadable = false };
}
