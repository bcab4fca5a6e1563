using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pipelock.Transport.Transparent;

/// <summary>Asks the kernel where a redirected connection was going (Linux, netfilter's REDIRECT).</summary>
internal static class OriginalDestination
{
    private const int SolIp = 0; // SOL_IP
    private const int SolIpv6 = 41; // SOL_IPV6
    private const int SoOriginalDst = 80; // SO_ORIGINAL_DST of linux/netfilter_ipv4.h, IP6T_SO_ORIGINAL_DST likewise
    private const int SockaddrIn = 16;
    private const int SockaddrIn6 = 28;
    private const int PortAt = 2;
    private const int Ipv4At = 4;
    private const int Ipv6At = 8;

    /// <summary>The destination, or null where the connection was not redirected.</summary>
    public static IPEndPoint? Of(Socket? socket)
    {
        if (socket?.LocalEndPoint is not IPEndPoint here) return null;
        var isIpv4 = here.Address.AddressFamily == AddressFamily.InterNetwork || here.Address.IsIPv4MappedToIPv6;
        var destination = isIpv4 ? Ask(socket, SolIp, SockaddrIn) : Ask(socket, SolIpv6, SockaddrIn6);
        // Tracked but not redirected: the destination is this very listener.
        var own = new IPEndPoint(isIpv4 ? here.Address.MapToIPv4() : here.Address, here.Port);
        return destination is null || destination.Equals(own) ? null : destination;
    }

    private static IPEndPoint? Ask(Socket socket, int level, int length)
    {
        Span<byte> answer = stackalloc byte[length];
        try
        {
            if (socket.GetRawSocketOption(level, SoOriginalDst, answer) < length) return null;
        }
        catch (SocketException)
        {
            return null; // Connection tracking knows nothing of it.
        }

        return Read(answer);
    }

    /// <summary>Reads a sockaddr_in (ip(7)) or sockaddr_in6 (ipv6(7)); their lengths tell them apart.</summary>
    internal static IPEndPoint Read(ReadOnlySpan<byte> socketAddress)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(socketAddress[PortAt..]);
        var address = socketAddress.Length == SockaddrIn
            ? new IPAddress(socketAddress.Slice(Ipv4At, 4))
            : new IPAddress(socketAddress.Slice(Ipv6At, 16));
        return new IPEndPoint(address, port);
    }
}
