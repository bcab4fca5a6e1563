namespace Pipelock.Protocols.Http1;

/// <summary>How the end of a request's content is found (RFC 9112 §6.3).</summary>
public enum BodyFraming : byte
{
    /// <summary>No content, and none announced.</summary>
    None,

    /// <summary>Exactly <c>ContentLength</c> bytes, which may be 0.</summary>
    ContentLength,

    /// <summary>Chunked transfer coding.</summary>
    Chunked,
}
