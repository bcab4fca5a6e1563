using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Origins;

/// <summary>Decides whether an origin is who it says, as a browser would. Immutable, thread-safe.</summary>
/// <remarks>
/// Trusted are the system's roots and those the operator adds. Nothing is fetched: a chain is what the origin sent, and
/// revocation is not asked for, since an answer would make the handshake wait for a third party (RFC 6960 §2.4).
/// </remarks>
/// <param name="anchors">Authorities trusted beside the system's.</param>
public sealed class OriginVerifier(X509Certificate2Collection anchors)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>How the base class library builds the chain.</summary>
    public static X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new(ServerAuthentication));
        return policy;
    }

    /// <summary>Looks at what an origin showed.</summary>
    /// <param name="certificate">Its own certificate.</param>
    /// <param name="chain">The chain built by <see cref="Policy"/>.</param>
    /// <param name="host">The name or address it is to be.</param>
    /// <param name="errors">What the handshake found.</param>
    public OriginFault Verify(X509Certificate? certificate, X509Chain? chain, string host, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            return OriginFault.NoCertificate;
        var leaf = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        var fault = Judge(leaf, chain, host);
        if (anchors.Count == 0 || fault is not (
            OriginFault.UntrustedRoot or OriginFault.SelfSigned or OriginFault.IncompleteChain))
            return fault;
        using var own = new X509Chain { ChainPolicy = Policy() };
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(anchors);
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        own.Build(leaf);
        // What ends nowhere here may have ended in an unknown root there, which says more.
        return Judge(leaf, own, host) is var second && second != OriginFault.IncompleteChain ? second : fault;
    }

    private static OriginFault Judge(X509Certificate2 leaf, X509Chain chain, string host)
    {
        var status = X509ChainStatusFlags.NoError;
        foreach (var one in chain.ChainStatus) status |= one.Status;
        if (ChainFaults.Of(status, leaf) is var fault and not OriginFault.None) return fault;
        // A common name is no name of a host any more (RFC 9525 §2).
        if (!leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false)) return OriginFault.WrongHost;
        if ((status & X509ChainStatusFlags.NotTimeValid) != 0) return TimeFault(chain);
        if (ChainFaults.OfUse(status) is var use and not OriginFault.None) return use;
        return KeyStrength.Check(chain);
    }

    private static OriginFault TimeFault(X509Chain chain)
    {
        foreach (var element in chain.ChainElements)
        {
            if (DateTime.UtcNow < element.Certificate.NotBefore.ToUniversalTime()) return OriginFault.NotYetValid;
        }

        return OriginFault.Expired;
    }
}
