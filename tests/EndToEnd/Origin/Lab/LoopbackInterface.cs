using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Pipelock.EndToEnd.Origins.Lab;

/// <summary>Switches the loopback device of a new network namespace on; it starts switched off.</summary>
internal static partial class LoopbackInterface
{
    private const nuint SetInterfaceFlags = 0x8914; // SIOCSIFFLAGS of linux/sockios.h
    private const short Up = 1; // IFF_UP of linux/if.h

    /// <summary>Switches it on.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void BringUp()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        // struct ifreq: 16 bytes of name, then a union that begins with the flags.
        var request = new byte[40];
        "lo"u8.CopyTo(request);
        BitConverter.TryWriteBytes(request.AsSpan(16), Up);
        if (Ioctl((int)socket.Handle, SetInterfaceFlags, request) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int descriptor, nuint request, byte[] argument);
}
