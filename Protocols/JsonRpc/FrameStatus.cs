namespace Pipelock.Protocols.JsonRpc;

/// <summary>What <see cref="NdjsonFramer"/> found.</summary>
public enum FrameStatus : byte
{
    /// <summary>The line has not ended yet.</summary>
    NeedMore,

    /// <summary>One message.</summary>
    Message,

    /// <summary>The line is longer than allowed; nothing that follows can be trusted.</summary>
    TooLong,
}
