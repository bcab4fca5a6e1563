namespace Pipelock.Transport.Fetch;

/// <summary>How one hop of a fetch ended.</summary>
internal enum FetchStatus : byte
{
    /// <summary>There is a reply, and its whole body.</summary>
    Complete,

    /// <summary>The policy refuses an address of the host.</summary>
    Refused,

    /// <summary>There was no connection, no valid reply, or no end of it.</summary>
    Failed,

    /// <summary>
    /// The body is larger than <c>fetch_proxy.max_response_mb</c>, before or after its coding was undone.
    /// </summary>
    TooLarge,

    /// <summary>The body has a coding that cannot be undone here, is not what its coding says, or unfolds too far.</summary>
    Unreadable,
}
