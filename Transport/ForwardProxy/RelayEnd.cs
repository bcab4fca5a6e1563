namespace Pipelock.Transport.ForwardProxy;

/// <summary>How the relaying of one response ended.</summary>
public enum RelayEnd : byte
{
    /// <summary>The whole response went to the client.</summary>
    Complete,

    /// <summary>The policy stops the response; whether its head went out, the relay tells.</summary>
    Blocked,

    /// <summary>The origin closed before it sent a byte: the request may never have reached it.</summary>
    NoAnswer,

    /// <summary>The origin failed before its head was complete; nothing went to the client.</summary>
    Failed,

    /// <summary>The origin took too long before its head was complete; nothing went to the client.</summary>
    TimedOut,

    /// <summary>The origin's head is not valid HTTP; nothing went to the client.</summary>
    Malformed,

    /// <summary>The response broke off after its head went to the client, who must be told by a reset.</summary>
    Broken,

    /// <summary>The client left or does not read.</summary>
    ClientGone,
}
