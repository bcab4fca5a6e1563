using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipelock.Config.Options;
using Pipelock.Tls.Authority;
using Pipelock.Transport.Interception;

namespace Pipelock.Micro.Transport;

/// <summary>A client, the proxy opening its TLS, and an origin over TLS: one keep-alive connection, all scanning on.</summary>
internal sealed class InterceptedRig : IDisposable
{
    private readonly TlsOrigin _origin;
    private readonly SslStream _client;
    private readonly EndPoint _proxy;
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _answerLength;

    public InterceptedRig(string path, string fields)
    {
        var answerBody = "{\"data\":\"" + new string('x', 1000) + "\"}";
        _origin = new TlsOrigin(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answerBody.Length}\r\n\r\n{answerBody}"));
        _proxy = ProxyRig.StartProxy(State(_origin.Certificate));
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_origin.EndPoint}\r\n{fields}\r\n");
        _client = Open();
        _client.Write(_request);
        while (true)
        {
            _answerLength += _client.Read(_buffer.AsSpan(_answerLength));
            var text = Encoding.ASCII.GetString(_buffer, 0, _answerLength);
            if (!text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            if (text.EndsWith('}')) break;
        }
    }

    /// <summary>One exchange over the client's one connection.</summary>
    public void Exchange()
    {
        _client.Write(_request);
        for (var received = 0; received < _answerLength;) received += _client.Read(_buffer.AsSpan(received));
    }

    /// <summary>A tunnel with its handshake, warm: the name is known.</summary>
    public SslStream Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(_proxy);
        socket.Send(Encoding.ASCII.GetBytes($"CONNECT {_origin.EndPoint} HTTP/1.1\r\nHost: {_origin.EndPoint}\r\n\r\n"));
        Span<byte> answer = stackalloc byte["HTTP/1.1 200 Connection Established\r\n\r\n".Length];
        for (var received = 0; received < answer.Length;) received += socket.Receive(answer[received..]);
        return TlsOrigin.Handshake(socket, _origin.EndPoint.Address.ToString());
    }

    public void Dispose()
    {
        _client.Dispose();
        _origin.Dispose();
    }

    private static TlsState State(X509Certificate2 origin)
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-perf-").FullName;
        var files = new AuthorityFiles(Path.Combine(directory, "ca.pem"), Path.Combine(directory, "ca-key.pem"));
        var trusted = Path.Combine(directory, "origins.pem");
        files.Write(AuthorityFactory.Create(new AuthorityRequest(), TimeProvider.System), "", overwrite: false);
        File.WriteAllText(trusted, origin.ExportCertificatePem());
        var state = TlsState.Build(
            new TlsInterceptionOptions
            {
                Enabled = true,
                CaCert = files.CertificatePath,
                CaKey = files.KeyPath,
                UpstreamCaFile = trusted,
            },
            "");
        Directory.Delete(directory, recursive: true);
        return state;
    }
}
