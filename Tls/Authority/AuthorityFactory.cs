using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Authority;

/// <summary>Makes a new certificate authority: its own root, ECDSA P-256, for end entities only.</summary>
public static class AuthorityFactory
{
    /// <summary>Clocks of other machines may be behind: valid a little before it is made.</summary>
    private static readonly TimeSpan s_backdate = TimeSpan.FromHours(1);

    private const string NameConstraintsOid = "2.5.29.30";

    /// <summary>Makes the certificate with its private key.</summary>
    /// <exception cref="AuthorityException">The request makes no sense.</exception>
    public static X509Certificate2 Create(AuthorityRequest request, TimeProvider clock)
    {
        if (request.Validity <= TimeSpan.Zero) throw new AuthorityException("the validity must be longer than nothing");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName($"{request.Organization} CA");
        name.AddOrganizationName(request.Organization);
        var signing = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        // pathlen:0 - whoever steals the key still cannot make further authorities (RFC 5280 §4.2.1.9).
        signing.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        signing.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        signing.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(signing.PublicKey, critical: false));
        if (request.PermittedDomains.Count > 0)
            signing.CertificateExtensions.Add(Constraints(request.PermittedDomains));
        var from = clock.GetUtcNow() - s_backdate;
        return signing.CreateSelfSigned(from, from + s_backdate + request.Validity);
    }

    /// <summary>NameConstraints ::= SEQUENCE { permittedSubtrees [0] … }, one dNSName [2] each.</summary>
    private static X509Extension Constraints(IEnumerable<string> domains)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var domain in domains)
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(
                        UniversalTagNumber.IA5String, domain.TrimStart('*', '.'), new Asn1Tag(
                            TagClass.ContextSpecific, 2));
                }
            }
        }

        return new X509Extension(NameConstraintsOid, writer.Encode(), critical: true);
    }
}
