namespace Pipelock.Transport.ForwardProxy;

/// <summary>What a look at the received bytes of a response body yields.</summary>
internal enum PayloadStatus : byte
{
    /// <summary>A slice of payload; more may lie in the same bytes.</summary>
    Payload,

    /// <summary>Everything received was taken; more must be received.</summary>
    NeedMore,

    /// <summary>The body is complete, with the slice reported beside this.</summary>
    Complete,

    /// <summary>The framing is not valid.</summary>
    Refused,
}
