using System.Net;
using System.Net.Sockets;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Interception;

namespace Pipelock.EndToEnd.Tests.ReverseProxy;

/// <summary>A service that speaks TLS behind the reverse proxy.</summary>
public sealed class SecureReverseTests
{
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 502)]
    public async Task A_service_is_reached_by_TLS_when_it_is_who_it_has_to_be(bool isTrusted, int status)
    {
        var front = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        await using var lab = await TlsLab.PrepareAsync();
        await using var origin = isTrusted ? lab.NewOrigin() : TlsLab.NewOrigin(address => new CertificateForge
        {
            Name = address.ToString(),
            Names = names => names.AddIpAddress(address),
        }.Make(CertificateForge.Root()));
        await using var proxy = await PipelockProcess.StartAsync(new ProxySettings
        {
            More = $"reverse_proxy:\n  enabled: true\n  listen: \"{front}\"\n  upstream: \"https://{origin.EndPoint}\"\n" + lab.Yaml(),
        });

        for (var i = 0; i < 2; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(front);
            await using var client = new RawClient(new NetworkStream(socket, ownsSocket: true));
            await client.SendAsync("POST /echo HTTP/1.1\r\nHost: service\r\nContent-Length: 5\r\n\r\nhello");
            var answer = await client.ReadResponseAsync("POST");
            Assert.Equal(status, answer.Status);
            if (isTrusted) Assert.Equal("hello", answer.Text);
        }
    }
}
