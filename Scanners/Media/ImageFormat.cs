namespace Pipelock.Scanners.Media;

/// <summary>Kinds of image files that are read.</summary>
public enum ImageFormat : byte
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>PNG (W3C Portable Network Graphics).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,
}
