using System.Net;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>systemd's own tool opens the socket and starts the program with the first client.</summary>
public sealed class SocketActivationTests
{
    [Fact]
    public async Task A_socket_of_the_service_manager_is_served_in_place_of_one_of_its_own()
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        string[] manager =
            ["systemd-socket-activate", $"--listen={address}", "--fdname=proxy", "--setenv=PATH", "--setenv=HOME"];

        // The port is taken by the manager's socket: only a program that serves that one can answer there.
        await using var proxy = await PipelockProcess.StartAsync(
            new ProxySettings(), manager, address, () => ConnectAsync(address));

        proxy.SendTerminate();
        Assert.Equal(0, await proxy.WaitForExitAsync());
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
