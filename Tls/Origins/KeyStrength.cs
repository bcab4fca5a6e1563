using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Origins;

/// <summary>Refuses keys and signatures that can be forged with today's means.</summary>
internal static class KeyStrength
{
    private const int MinRsaBits = 2048;
    private const int MinCurveBits = 256;

    private static readonly FrozenSet<string> s_brokenSignatures = FrozenSet.ToFrozenSet(
    [
        "1.2.840.113549.1.1.2", // md2WithRSAEncryption
        "1.2.840.113549.1.1.4", // md5WithRSAEncryption
        "1.2.840.113549.1.1.5", // sha1WithRSAEncryption
        "1.2.840.10045.4.1", // ecdsa-with-SHA1
        "1.2.840.10040.4.3", // dsa-with-sha1
        "1.3.14.3.2.29", // sha1WithRSASignature
    ]);

    /// <summary>Looks at every certificate; a root's signature on itself proves nothing and is left out.</summary>
    public static OriginFault Check(X509Chain chain)
    {
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var certificate = chain.ChainElements[i].Certificate;
            var isRoot = i > 0 && i == chain.ChainElements.Count - 1;
            if (!isRoot && s_brokenSignatures.Contains(certificate.SignatureAlgorithm.Value ?? ""))
                return OriginFault.WeakSignature;
            if (!IsLongEnough(certificate)) return OriginFault.WeakKey;
        }

        return OriginFault.None;
    }

    private static bool IsLongEnough(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null) return rsa.KeySize >= MinRsaBits;
        using var curve = certificate.GetECDsaPublicKey();
        return curve is null || curve.KeySize >= MinCurveBits;
    }
}
