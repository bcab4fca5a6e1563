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

    [Fact]
    public async Task The_listener_for_MCP_has_a_socket_of_its_own()
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        var mcp = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        string[] manager =
        [
            "systemd-socket-activate", $"--listen={address}", $"--listen={mcp}", "--fdname=proxy:mcp", "--setenv=PATH",
            "--setenv=HOME",
        ];
        var settings = new ProxySettings
        {
            More = $"mcp_listener: {{ listen: \"{mcp}\", upstream: \"http://127.0.0.1:1/mcp\" }}\n",
        };

        await using var proxy =
            await PipelockProcess.StartAsync(settings, manager, address, () => ConnectAsync(address));

        await using var client = new RawClient(await ConnectAsync(mcp));
        await client.SendAsync($"GET /health HTTP/1.1\r\nHost: {mcp}\r\n\r\n");
        Assert.Equal(200, (await client.ReadResponseAsync()).Status);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
