using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.Micro.Transport;

/// <summary>A client of a proxy that opens its TLS, to an origin over TLS: one keep-alive connection.</summary>
internal sealed class InterceptedRig : IDisposable
{
    private readonly TlsOrigin _origin;
    private readonly SslStream _client;
    private readonly EndPoint _proxy;
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _answerLength;

    public InterceptedRig(string path, string fields, TlsOrigin origin, EndPoint proxy)
    {
        _origin = origin;
        _proxy = proxy;
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_origin.EndPoint}\r\n{fields}\r\n");
        _client = Open();
        if (_client.RemoteCertificate!.GetCertHashString() == origin.Certificate.GetCertHashString())
            throw new InvalidOperationException("the proxy passed the connection through: nothing to measure");
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
        socket.Send(Encoding.ASCII.GetBytes(
            $"CONNECT {_origin.EndPoint} HTTP/1.1\r\nHost: {_origin.EndPoint}\r\n\r\n"));
        Span<byte> answer = stackalloc byte["HTTP/1.1 200 Connection Established\r\n\r\n".Length];
        for (var received = 0; received < answer.Length;) received += socket.Receive(answer[received..]);
        return TlsOrigin.Handshake(socket, _origin.EndPoint.Address.ToString());
    }

    public void Dispose() => _client.Dispose();
}
