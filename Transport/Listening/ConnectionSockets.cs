using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Pipelock.Transport.Listening;

/// <summary>Finds what lies below a connection's pipes.</summary>
internal static class ConnectionSockets
{
    /// <summary>The socket of an accepted connection; null where it has none of its own.</summary>
    public static Socket? Socket(this ConnectionContext connection) =>
        connection.Features.Get<IConnectionSocketFeature>()?.Socket;
}
