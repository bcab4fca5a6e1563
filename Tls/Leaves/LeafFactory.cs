using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipelock.Tls.Authority;

namespace Pipelock.Tls.Leaves;

/// <summary>Mints the certificates that clients are shown. Thread-safe.</summary>
/// <remarks>
/// All leaves of one factory share one key, made at its start and never written: a certificate then costs one
/// signature, and whoever could read one key in this process could read them all.
/// </remarks>
/// <param name="authority">Signs.</param>
/// <param name="lifetime">How long a leaf is valid; never longer than the authority.</param>
/// <param name="clock">Says what time it is.</param>
public sealed class LeafFactory(CertificateAuthority authority, TimeSpan lifetime, TimeProvider clock) : IDisposable
{
    private const int SerialBytes = 16;

    /// <summary>The upper bound of a common name (RFC 5280 appendix A.1, ub-common-name).</summary>
    private const int MaxCommonName = 64;

    private static readonly TimeSpan s_backdate = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);
    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Mints the certificate of <paramref name="host"/>, a name in ASCII or an address.</summary>
    public LeafCertificate Mint(string host)
    {
        var now = clock.GetUtcNow();
        using var bare = authority.Sign(Request(host), now - s_backdate, now + lifetime, Serial());
        var leaf = bare.CopyWithPrivateKey(_key);
        var expires = new DateTimeOffset(leaf.NotAfter.ToUniversalTime());
        var margin = TimeSpan.FromTicks(Math.Min(s_margin.Ticks, lifetime.Ticks / 4));
        return new LeafCertificate(HandshakeOptions(leaf), expires - margin);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private CertificateRequest Request(string host)
    {
        var name = new X500DistinguishedNameBuilder();
        if (host.Length <= MaxCommonName) name.AddCommonName(host);
        var request = new CertificateRequest(name.Build(), _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([s_serverAuthentication], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        // RFC 5280 §4.2.1.6: critical where the subject is empty.
        request.CertificateExtensions.Add(SubjectNames.Of(host, critical: host.Length > MaxCommonName));
        return request;
    }

    /// <summary>Random, positive and of full length (RFC 5280 §4.1.2.2).</summary>
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private SslServerAuthenticationOptions HandshakeOptions(X509Certificate2 leaf)
    {
        X509Certificate2Collection chain = [authority.Certificate, .. authority.Issuers];
        return new SslServerAuthenticationOptions
        {
            // Offline: neither OCSP staples nor missing issuers are fetched, so no handshake waits for the network.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            // HTTP/2 enters here, and in the session that serves the decrypted bytes.
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
    }
}
