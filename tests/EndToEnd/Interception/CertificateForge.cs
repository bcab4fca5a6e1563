using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>Makes certificates with exactly the faults a test wants.</summary>
internal sealed record CertificateForge
{
    private static readonly Oid s_server = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Common name of the subject; empty for an empty subject.</summary>
    public string Name { get; init; } = "origin.test";

    /// <summary>Subject alternative names; null for no such extension.</summary>
    public Action<SubjectAlternativeNameBuilder>? Names { get; init; }

    /// <summary>Valid from, as days from now.</summary>
    public double From { get; init; } = -1;

    /// <summary>Valid until, as days from now.</summary>
    public double To { get; init; } = 30;

    /// <summary>RSA of so many bits; 0 for ECDSA.</summary>
    public int RsaBits { get; init; }

    /// <summary>The curve of ECDSA.</summary>
    public ECCurve Curve { get; init; } = ECCurve.NamedCurves.nistP256;

    /// <summary>The hash that the issuer signs.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Is an authority; null leaves the extension out.</summary>
    public bool? IsAuthority { get; init; }

    /// <summary>How many authorities may follow; negative for any number.</summary>
    public int PathLength { get; init; } = -1;

    /// <summary>What it may be used for; null leaves the extension out.</summary>
    public Oid? Usage { get; init; } = s_server;

    /// <summary>Further extensions.</summary>
    public IReadOnlyList<X509Extension> Extensions { get; init; } = [];

    /// <summary>A root that certifies others.</summary>
    public static X509Certificate2 Root(string name = "Test Root") =>
        new CertificateForge { Name = name, IsAuthority = true, Usage = null, To = 300, From = -300 }.Make(null);

    /// <summary>A leaf as it should be.</summary>
    public static X509Certificate2 Leaf(X509Certificate2 issuer, string name) =>
        new CertificateForge { Name = name, Names = names => names.AddDnsName(name) }.Make(issuer);

    /// <summary>Makes it with its private key.</summary>
    /// <param name="issuer">Signs; null for a signature of its own.</param>
    public X509Certificate2 Make(X509Certificate2? issuer)
    {
        var now = DateTimeOffset.UtcNow;
        using AsymmetricAlgorithm key = RsaBits > 0 ? RSA.Create(RsaBits) : ECDsa.Create(Curve);
        var request = Request(key);
        if (issuer is null) return request.CreateSelfSigned(now.AddDays(From), now.AddDays(To));
        var generator = issuer.GetRSAPrivateKey() is { } rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        using var bare = request.Create(
            issuer.SubjectName, generator, now.AddDays(From), now.AddDays(To), RandomNumberGenerator.GetBytes(8));
        return key is RSA own ? bare.CopyWithPrivateKey(own) : bare.CopyWithPrivateKey((ECDsa)key);
    }

    private CertificateRequest Request(AsymmetricAlgorithm key)
    {
        var subject = new X500DistinguishedName(Name.Length > 0 ? $"CN={Name}" : "");
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, Hash);
        if (IsAuthority is { } authority)
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
                authority, PathLength >= 0, Math.Max(0, PathLength), critical: true));
        if (IsAuthority == true)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        if (Usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([Usage], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (Names is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            Names(names);
            request.CertificateExtensions.Add(names.Build());
        }

        foreach (var extension in Extensions) request.CertificateExtensions.Add(extension);
        return request;
    }
}
