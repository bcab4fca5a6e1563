using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Serves the files of a directory over TLS, one request per connection.</summary>
internal sealed class FileOrigin : IAsyncDisposable
{
    private readonly TcpEcho server;

    public FileOrigin(TlsLab lab, string directory)
    {
        var address = Site.NewAddress().Address;
        var certificate =
            new CertificateForge { Name = address.ToString(), Names = names => names.AddIpAddress(address) }
            .Make(lab.OriginRoot);
        server = new TcpEcho(address, async (socket, stop) =>
        {
            await using var tls = new SslStream(new NetworkStream(socket));
            await tls.AuthenticateAsServerAsync(certificate);
            if (await new ByteReader(tls).ReadBlockAsync(stop) is not { } head) return;
            var path = Path.Combine(directory, new OriginRequest(head).Target.Split('?')[0].TrimStart('/'));
            var content = File.Exists(path) ? await File.ReadAllBytesAsync(path, stop) : null;
            var status = content is null ? "404 Not Found" : "200 OK";
            await tls.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: application/octet-stream\r\n"
                + $"Content-Length: {content?.Length ?? 0}\r\nConnection: close\r\n\r\n"), stop);
            await tls.WriteAsync(content ?? [], stop);
        });
    }

    /// <summary>Where the directory is served.</summary>
    public string Url => $"https://{server.EndPoint}/";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
