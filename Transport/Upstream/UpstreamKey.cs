using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Pipelock.Transport.Upstream;

/// <summary>One address and port that connections are pooled by.</summary>
/// <param name="Address">The IPv6 form of the address, big-endian; IPv4 in its mapped form.</param>
/// <param name="ScopeId">The IPv6 scope, 0 elsewhere.</param>
/// <param name="Port">TCP port.</param>
public readonly record struct UpstreamKey(UInt128 Address, long ScopeId, int Port)
{
    /// <summary>The key of <paramref name="address"/> and <paramref name="port"/>. Allocates nothing.</summary>
    public static UpstreamKey Of(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes.Clear();
            bytes[10] = bytes[11] = 0xff;
            address.TryWriteBytes(bytes[12..], out _);
            return new UpstreamKey(MemoryMarshal.Read<UInt128>(bytes), 0, port);
        }

        address.TryWriteBytes(bytes, out _);
        return new UpstreamKey(MemoryMarshal.Read<UInt128>(bytes), address.ScopeId, port);
    }
}
