using System.Net;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Responses;

namespace Pipelock.EndToEnd.Tests.ReverseProxy;

/// <summary>A reverse proxy in front of the site's origin, which stands where no forward proxy would go.</summary>
public sealed class ReverseSite : ResponseSite
{
    /// <summary>Where the reverse proxy listens.</summary>
    internal IPEndPoint Front { get; } = new(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));

    internal override ProxySettings Settings => new()
    {
        OutsideWorld = "203.0.113.0/24",
        Mode = "strict",
        More = $"reverse_proxy:\n  enabled: true\n  listen: \"{Front}\"\n  upstream: \"{Origin.Url}\"\n"
            + "request_body_scanning:\n  enabled: true\n  scan_headers: true\n  header_mode: all\n  action: block\n",
    };

    /// <summary>Opens a connection to the reverse proxy.</summary>
    internal async Task<RawClient> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(Front);
        return new RawClient(new NetworkStream(socket, ownsSocket: true));
    }
}
