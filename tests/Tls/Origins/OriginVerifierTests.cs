using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Interception;
using Pipelock.Tls.Origins;

namespace Pipelock.Tls.Tests.Origins;

/// <summary>What no server here would show any more is refused all the same.</summary>
public sealed class OriginVerifierTests
{
    private static readonly X509Certificate2 s_root = CertificateForge.Root();

    public static TheoryData<string, OriginFault> Cases => new()
    {
        { "good", OriginFault.None },
        { "RSA 1024", OriginFault.WeakKey },
        { "RSA 1024 in between", OriginFault.WeakKey },
        { "RSA 1024 at the root", OriginFault.WeakKey },
        { "wildcard", OriginFault.None },
        { "wildcard of another domain", OriginFault.WrongHost },
        { "wildcard for the parent", OriginFault.WrongHost },
        { "name of another case", OriginFault.None },
        { "expired and for another host", OriginFault.WrongHost },
        { "self-signed and trusted", OriginFault.None },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_certificate_is_judged(string name, OriginFault expected)
    {
        var good = new CertificateForge { Names = names => names.AddDnsName("origin.test") };
        var between = new CertificateForge { Name = "Between", IsAuthority = true, Usage = null, RsaBits = 1024 }.Make(
            s_root);
        var weakRoot = new CertificateForge { Name = "Weak Root", IsAuthority = true, Usage = null, RsaBits = 1024 }
            .Make(null);
        var self = good.Make(null);
        var leaf = name switch
        {
            "good" => good.Make(s_root),
            "RSA 1024" => (good with { RsaBits = 1024 }).Make(s_root),
            "RSA 1024 in between" => good.Make(between),
            "RSA 1024 at the root" => good.Make(weakRoot),
            "wildcard" => (good with { Names = names => names.AddDnsName("*.test") }).Make(s_root),
            "wildcard of another domain" => (good with { Names = names => names.AddDnsName("*.example") }).Make(s_root),
            "wildcard for the parent" => (good with { Names = names => names.AddDnsName("*.origin.test") }).Make(s_root),
            "name of another case" => (good with { Names = names => names.AddDnsName("ORIGIN.test") }).Make(s_root),
            "expired and for another host" =>
                (good with { To = -0.5, Names = names => names.AddDnsName("x.test") }).Make(s_root),
            _ => self,
        };
        using var chain = new X509Chain { ChainPolicy = OriginVerifier.Policy() };
        chain.ChainPolicy.ExtraStore.Add(between);
        chain.Build(leaf);

        var fault = new OriginVerifier([s_root, weakRoot, self]).Verify(leaf, chain, "origin.test", SslPolicyErrors.None);

        Assert.True(expected == fault, $"{name}: {fault}");
    }

    [Fact]
    public void A_signature_with_SHA_1_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=origin.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("origin.test");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var leaf = request.Create(
            s_root.SubjectName, new Sha1Generator(s_root.GetECDsaPrivateKey()!), now.AddDays(-1), now.AddDays(
                1), [1, 2, 3]);
        using var chain = new X509Chain { ChainPolicy = OriginVerifier.Policy() };
        chain.Build(leaf);

        Assert.Equal(
            OriginFault.WeakSignature, new OriginVerifier([s_root]).Verify(
                leaf, chain, "origin.test", SslPolicyErrors.None));
    }

    [Fact]
    public void Every_fault_has_a_sentence_and_a_rule() =>
        Assert.All(Enum.GetValues<OriginFault>(), fault =>
        {
            Assert.NotEqual("", OriginFaults.Describe(fault));
            Assert.StartsWith(
                fault == OriginFault.WeakKey ? "NIST" : "RFC", OriginFaults.Rule(fault), StringComparison.Ordinal);
        });

    /// <summary>ecdsa-with-SHA1 (RFC 3279 §2.2.3), which the base class library does not make any more.</summary>
    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            Convert.FromHexString("300906072a8648ce3d0401");

#pragma warning disable CA5350 // What the test is about.
        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignHash(SHA1.HashData(data), DSASignatureFormat.Rfc3279DerSequence);
#pragma warning restore CA5350

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
