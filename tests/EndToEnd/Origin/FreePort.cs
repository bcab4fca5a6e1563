using System.Net;
using System.Net.Sockets;

namespace Pipelock.EndToEnd.Origins;

/// <summary>Finds ports below 32768: above that, outgoing connections of any program may take a port at any
/// time.</summary>
internal static class FreePort
{
    private static int s_next = 20000 + Environment.ProcessId * 17 % 11000;

    /// <summary>A port on which nobody listened a moment ago, and which no other caller in this process was
    /// given.</summary>
    public static int Next(IPAddress address)
    {
        while (true)
        {
            var port = 20000 + (Interlocked.Increment(ref s_next) - 20000) % 12000;
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(address, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one then.
            }
        }
    }
}
