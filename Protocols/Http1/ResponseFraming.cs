namespace Pipelock.Protocols.Http1;

/// <summary>How the end of a response's content is found (RFC 9112 §6.3).</summary>
public enum ResponseFraming : byte
{
    /// <summary>
    /// No content whatever the fields say: answers to HEAD, 1xx, 204, 304, and 2xx to CONNECT.
    /// <c>ContentLength</c> still tells what a HEAD or 304 answer announced.
    /// </summary>
    None,

    /// <summary>Exactly <c>ContentLength</c> bytes, which may be 0.</summary>
    ContentLength,

    /// <summary>Chunked transfer coding.</summary>
    Chunked,

    /// <summary>Everything until the server closes; such a connection is never kept alive.</summary>
    UntilClose,
}
