namespace Pipelock.Protocols.Http1;

/// <summary>A response to be written to the client: a parsed head and what changes on the way.</summary>
public readonly ref struct OutgoingResponse
{
    /// <summary>Forwards the head with its own framing and no further changes.</summary>
    public OutgoingResponse(ResponseHead head)
    {
        Head = head;
        Framing = head.Framing;
        ContentLength = head.ContentLength;
    }

    /// <summary>The parsed head that gives status, reason and end-to-end fields.</summary>
    public ResponseHead Head { get; }

    /// <summary>How the content that follows is framed.</summary>
    public ResponseFraming Framing { get; init; }

    /// <summary>
    /// The length to announce with <see cref="ResponseFraming.ContentLength"/>; with <see cref="ResponseFraming.None"/>
    /// it is announced as the origin did for HEAD and 304, unless -1 or the status is 1xx or 204.
    /// </summary>
    public long ContentLength { get; init; }

    /// <summary>The Connection field to write.</summary>
    public ConnectionIntent Connection { get; init; }

    /// <summary>Known fields not to forward, beside the hop-by-hop ones.</summary>
    public KnownHeaderSet Drop { get; init; }

    /// <summary>Complete valid field lines to add, each ending with CR LF; trusted, written as they are.</summary>
    public ReadOnlySpan<byte> ExtraFields { get; init; }
}
