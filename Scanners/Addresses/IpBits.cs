using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pipelock.Scanners.Addresses;

/// <summary>An IP address as a number: what <see cref="IPAddress"/> is, without being an object.</summary>
/// <param name="Value">The address in host order; an IPv4 address uses the low 32 bits.</param>
/// <param name="IsIpv4">Which family.</param>
public readonly record struct IpBits(UInt128 Value, bool IsIpv4)
{
    /// <summary>Room for the text of any address.</summary>
    public const int MaxTextLength = 48;

    /// <summary>An IPv4 address from its 32 bits in host order.</summary>
    public static IpBits V4(uint value) => new(value, true);

    /// <summary>The same address from the class library's type; a zone index is dropped.</summary>
    public static IpBits From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? V4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new IpBits(BinaryPrimitives.ReadUInt128BigEndian(bytes), false);
    }

    /// <summary>The address as the class library's type, for sockets and messages.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsIpv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Value);
            return new IPAddress(bytes[..4]);
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(bytes);
    }

    /// <summary>Writes the usual notation; an IPv4 address without an allocation.</summary>
    /// <param name="target">At least <see cref="MaxTextLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public int Format(Span<byte> target)
    {
        int length;
        if (!IsIpv4)
        {
            ToIPAddress().TryFormat(target, out length);
            return length;
        }

        length = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            if (length > 0)
                target[length++] = (byte)'.';
            ((byte)((uint)Value >> shift)).TryFormat(target[length..], out var digits);
            length += digits;
        }

        return length;
    }
}
