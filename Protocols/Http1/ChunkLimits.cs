namespace Pipelock.Protocols.Http1;

/// <summary>The bounds of one chunked body beside its content (RFC 9112 §7.1.1, §7.1.2). Immutable.</summary>
public readonly record struct ChunkLimits
{
    /// <summary>The limits of every connection that the operator did not configure otherwise.</summary>
    public static ChunkLimits Default { get; } = new();

    /// <summary>Every limit at its default.</summary>
    public ChunkLimits()
    {
    }

    /// <summary>Bytes of extensions on one chunk line; signed uploads of object stores use about 90.</summary>
    public int MaxExtensionBytes { get; init; } = 512;

    /// <summary>
    /// Bytes of extensions beyond which a body must have carried at least as many content bytes: a stream of tiny
    /// chunks with long extensions is an attack, a long upload with signed chunks is not.
    /// </summary>
    public int MaxIdleExtensionBytes { get; init; } = 16 * 1024;

    /// <summary>All trailer lines together, line ends included.</summary>
    public int MaxTrailerBytes { get; init; } = 8 * 1024;

    /// <summary>Number of trailer fields.</summary>
    public int MaxTrailers { get; init; } = 32;
}
