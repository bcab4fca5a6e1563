namespace Pipelock.Protocols.Http1;

/// <summary>A request to be written upstream: a parsed head and what changes on the way.</summary>
public readonly ref struct OutgoingRequest
{
    /// <summary>Forwards the head with its own target, Host and framing, and no further changes.</summary>
    public OutgoingRequest(RequestHead head)
    {
        Head = head;
        Target = head.Target;
        Host = head.Host;
        Framing = head.Framing;
        ContentLength = head.ContentLength;
    }

    /// <summary>The parsed head that gives method and end-to-end fields.</summary>
    public RequestHead Head { get; }

    /// <summary>The target to write: a valid origin-form, absolute-form or authority-form.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>
    /// The Host to write, first of all fields; the target's authority for absolute-form (RFC 9112 §3.2.2).
    /// </summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>How the content that follows is framed.</summary>
    public BodyFraming Framing { get; init; }

    /// <summary>The length to announce with <see cref="BodyFraming.ContentLength"/>.</summary>
    public long ContentLength { get; init; }

    /// <summary>The Connection field to write.</summary>
    public ConnectionIntent Connection { get; init; }

    /// <summary>Known fields not to forward, beside the hop-by-hop ones.</summary>
    public KnownHeaderSet Drop { get; init; }

    /// <summary>Complete valid field lines to add, each ending with CR LF; trusted, written as they are.</summary>
    public ReadOnlySpan<byte> ExtraFields { get; init; }
}
