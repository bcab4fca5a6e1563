using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Micro.Transport;

/// <summary>An origin over TLS that answers every request with the same bytes; also the bare server to compare
/// with.</summary>
internal sealed class TlsOrigin : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SslServerAuthenticationOptions _options;
    private readonly byte[] _answer;

    public TlsOrigin(byte[] answer)
    {
        _answer = answer;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=origin", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse("127.77.0.1"));
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        Certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, null, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        _listener.Bind(new IPEndPoint(IPAddress.Parse("127.77.0.1"), 0));
        _listener.Listen(512);
        _ = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>A client's handshake, the same for whoever answers.</summary>
    public static SslStream Handshake(Socket socket, string host)
    {
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            AllowTlsResume = false, // A whole handshake each time.
#pragma warning disable CA5359 // What is measured is the server's side.
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        return tls;
    }

    /// <summary>A connection of its own with its handshake.</summary>
    public SslStream Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(EndPoint);
        return Handshake(socket, EndPoint.Address.ToString());
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync().ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        try
        {
            var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await using (tls.ConfigureAwait(false))
            {
                await tls.AuthenticateAsServerAsync(_options).ConfigureAwait(false);
                var buffer = new byte[16 * 1024];
                while (await tls.ReadAsync(buffer).ConfigureAwait(false) > 0)
                    await tls.WriteAsync(_answer).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The client left.
        }
    }
}
