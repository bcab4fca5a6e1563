namespace Pipelock.Scanners.Mcp;

/// <summary>Kinds of media that are treated differently.</summary>
internal enum MediaFamily : byte
{
    /// <summary>No media, or not known.</summary>
    None,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A film.</summary>
    Video,
}
