using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Origins;

/// <summary>Who an origin has to be, and who we are to it: everything a handshake with it needs. Thread-safe.</summary>
/// <remarks>
/// Connections that were opened with the same object may stand for each other; compared by reference, for that is what
/// connections are pooled by.
/// </remarks>
public sealed class OriginIdentity
{
    private readonly OriginVerifier _verifier;

    /// <summary>Makes the identity of one host and port.</summary>
    /// <param name="host">The name in ASCII, or the address without brackets.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="verifier">Decides about its certificate.</param>
    /// <param name="client">The certificate we show when we are asked for one; null for none.</param>
    public OriginIdentity(string host, int port, OriginVerifier verifier, SslStreamCertificateContext? client)
    {
        _verifier = verifier;
        Host = host.EndsWith('.') ? host[..^1] : host;
        Port = port;
        Options = new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            // HTTP/2 towards origins enters here.
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = OriginVerifier.Policy(),
            ClientCertificateContext = client,
            RemoteCertificateValidationCallback = Verify,
        };
    }

    /// <summary>The name or address it is verified against.</summary>
    public string Host { get; }

    /// <summary>TCP port.</summary>
    public int Port { get; }

    /// <summary>How to shake hands; shared by all connections, and with it the sessions to resume.</summary>
    internal SslClientAuthenticationOptions Options { get; }

    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var stream = (OriginStream)sender;
        stream.Fault = _verifier.Verify(certificate, chain, Host, errors);
        return stream.Fault == OriginFault.None;
    }
}
