using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Pipelock.Tls.Origins;

namespace Pipelock.Transport.Upstream;

/// <summary>One address and port that connections are pooled by.</summary>
/// <param name="Address">The IPv6 form of the address, big-endian; IPv4 in its mapped form.</param>
/// <param name="ScopeId">The IPv6 scope, 0 elsewhere.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Identity">Who was verified at the other end of its TLS; null for a connection in clear.</param>
public readonly record struct UpstreamKey(UInt128 Address, long ScopeId, int Port, OriginIdentity? Identity = null)
{
    /// <summary>The key of an address, a port and maybe an identity. Allocates nothing.</summary>
    public static UpstreamKey Of(IPAddress address, int port, OriginIdentity? identity = null)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes.Clear();
            bytes[10] = bytes[11] = 0xff;
            address.TryWriteBytes(bytes[12..], out _);
            return new UpstreamKey(MemoryMarshal.Read<UInt128>(bytes), 0, port, identity);
        }

        address.TryWriteBytes(bytes, out _);
        return new UpstreamKey(MemoryMarshal.Read<UInt128>(bytes), address.ScopeId, port, identity);
    }
}
