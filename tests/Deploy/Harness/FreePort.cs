using System.Net;
using System.Net.Sockets;

namespace Pipelock.Deploy.Tests.Harness;

/// <summary>Ports nobody listens on. Thread-safe.</summary>
internal static class FreePort
{
    private const int First = 21000;
    private const int Count = 5000;

    private static int s_next = Environment.ProcessId;

    /// <summary>A port that was free a moment ago, below those of outgoing connections, which begin at 32768.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref s_next) & int.MaxValue) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }
}
