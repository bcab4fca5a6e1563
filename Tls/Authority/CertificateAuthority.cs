using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Authority;

/// <summary>An authority that can sign: our own root, or an intermediate of the operator's. Thread-safe.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly X509SignatureGenerator _generator;
    private readonly IDisposable _key;

    private CertificateAuthority(
        X509Certificate2 certificate, X509Certificate2Collection issuers, X509SignatureGenerator generator,
            IDisposable key)
    {
        Certificate = certificate;
        Issuers = issuers;
        _generator = generator;
        _key = key;
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What stands between it and the root that clients trust; sent with every leaf.</summary>
    public X509Certificate2Collection Issuers { get; }

    /// <summary>Takes over a certificate with its private key.</summary>
    /// <param name="certificate">The authority.</param>
    /// <param name="issuers">Its issuers, if it is no root.</param>
    /// <param name="clock">Says what time it is.</param>
    /// <exception cref="AuthorityException">It is not allowed to sign, or not now.</exception>
    public static CertificateAuthority Of(
        X509Certificate2 certificate, IEnumerable<X509Certificate2> issuers, TimeProvider clock)
    {
        Check(certificate, clock.GetUtcNow());
        if (certificate.GetECDsaPrivateKey() is { } curve)
            return new(certificate, [.. issuers], X509SignatureGenerator.CreateForECDsa(curve), curve);
        if (certificate.GetRSAPrivateKey() is { } rsa)
        {
            return new(
                certificate, [.. issuers], X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1), rsa);
        }

        throw new AuthorityException($"{certificate.Subject}: only RSA and EC keys can sign here");
    }

    /// <summary>Signs a request; the validity is cut to the authority's own.</summary>
    internal X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset to, byte[] serial)
    {
        DateTimeOffset earliest = Certificate.NotBefore.ToUniversalTime();
        DateTimeOffset latest = Certificate.NotAfter.ToUniversalTime();
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        return request.Create(
            Certificate.SubjectName, _generator, from < earliest ? earliest : from, to > latest ? latest : to, serial);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private static void Check(X509Certificate2 certificate, DateTimeOffset now)
    {
        var subject = certificate.Subject;
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not
            { CertificateAuthority: true })
            throw new AuthorityException($"{subject} is no certificate authority (RFC 5280 §4.2.1.9)");
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && (usage.KeyUsages & X509KeyUsageFlags.KeyCertSign) == 0)
            throw new AuthorityException($"{subject} may not sign certificates (RFC 5280 §4.2.1.3)");
        if (certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is null)
            throw new AuthorityException($"{subject} has no subject key identifier (RFC 5280 §4.2.1.2)");
        if (now < certificate.NotBefore.ToUniversalTime())
            throw new AuthorityException(
                $"{subject} is valid only from {certificate.NotBefore.ToUniversalTime():u} on");
        if (now >= certificate.NotAfter.ToUniversalTime())
        {
            throw new AuthorityException(
                $"{subject} expired at {certificate.NotAfter.ToUniversalTime():u}; "
                + "`pipelock tls init --force` makes a new one");
        }
    }
}
