using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.ScanApi;

/// <summary>A proxy that serves the scan API too.</summary>
public sealed class ScanSite : Site
{
    internal const string Token = "a-token-of-the-tests";

    private readonly IPEndPoint address = new(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));

    internal override ProxySettings Settings => new()
    {
        More = $$"""
            scan_api:
              listen: "{{address}}"
              max_body_bytes: 4096
              auth: { bearer_tokens: ["another-token", "{{Token}}"] }
              rate_limit: { requests_per_minute: 100000, burst: 1000 }
              timeouts: { read: 1s }
            """,
    };

    /// <summary>Opens a connection to the scan API.</summary>
    internal async Task<RawClient> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        return new RawClient(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Asks one question on a connection of its own.</summary>
    internal async Task<RawResponse> AskAsync(string body, string authorization = "Bearer " + Token)
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(Encoding.UTF8.GetBytes(Post(body, authorization)));
        return await client.ReadResponseAsync("POST");
    }

    internal static string Post(string body, string authorization = "Bearer " + Token) =>
        $"POST /api/v1/scan HTTP/1.1\r\nHost: scans\r\nAuthorization: {authorization}\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
