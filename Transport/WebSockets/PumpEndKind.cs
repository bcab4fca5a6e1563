namespace Pipelock.Transport.WebSockets;

/// <summary>What ended one direction of a relay.</summary>
internal enum PumpEndKind : byte
{
    /// <summary>The peer sent a close frame, and it was passed on.</summary>
    Closed,

    /// <summary>A peer went away without one.</summary>
    Gone,

    /// <summary>The proxy ends the connection: a policy, a limit, a broken rule.</summary>
    Stopped,
}
