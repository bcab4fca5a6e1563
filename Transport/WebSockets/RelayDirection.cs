namespace Pipelock.Transport.WebSockets;

/// <summary>Which way a message goes.</summary>
internal enum RelayDirection : byte
{
    /// <summary>From the client to the origin: secrets must not leave.</summary>
    ClientToServer,

    /// <summary>
    /// From the origin to the client: instructions must not enter, and neither must secrets of others.
    /// </summary>
    ServerToClient,
}
