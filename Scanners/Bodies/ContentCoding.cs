namespace Pipelock.Scanners.Bodies;

/// <summary>The content codings that are undone (RFC 9110 §8.4.1, RFC 7932).</summary>
public enum ContentCoding : byte
{
    /// <summary>None, or identity.</summary>
    Identity,

    /// <summary>gzip and its alias x-gzip.</summary>
    Gzip,

    /// <summary>deflate: zlib, or the bare deflate that some senders mean by it.</summary>
    Deflate,

    /// <summary>br.</summary>
    Brotli,

    /// <summary>Any other coding, or several one over the other.</summary>
    Unknown,
}
