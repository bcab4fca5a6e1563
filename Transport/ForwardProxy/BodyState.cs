namespace Pipelock.Transport.ForwardProxy;

/// <summary>How far the reading of a request body has come.</summary>
public enum BodyState : byte
{
    /// <summary>The whole body is here and clean.</summary>
    Complete,

    /// <summary>More is to come, and what <see cref="RequestBody.Releasable"/> shows is known to be clean.</summary>
    Partial,

    /// <summary>The policy stops the body.</summary>
    Blocked,

    /// <summary>The body is larger than the operator allows.</summary>
    TooLarge,

    /// <summary>The chunked framing is not valid.</summary>
    Malformed,

    /// <summary>Nothing came for too long.</summary>
    TimedOut,

    /// <summary>The client left before the end.</summary>
    Truncated,
}
