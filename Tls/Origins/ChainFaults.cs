using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Tls.Origins;

/// <summary>Turns the flags of a built chain into the one fault that is told.</summary>
internal static class ChainFaults
{
    private const X509ChainStatusFlags Authority = X509ChainStatusFlags.InvalidBasicConstraints
        | X509ChainStatusFlags.InvalidNameConstraints | X509ChainStatusFlags.HasNotSupportedNameConstraint
        | X509ChainStatusFlags.HasNotDefinedNameConstraint | X509ChainStatusFlags.HasNotPermittedNameConstraint
        | X509ChainStatusFlags.HasExcludedNameConstraint | X509ChainStatusFlags.InvalidPolicyConstraints
        | X509ChainStatusFlags.Cyclic | X509ChainStatusFlags.ExplicitDistrust;

    private const X509ChainStatusFlags Known = Authority | X509ChainStatusFlags.NotSignatureValid
        | X509ChainStatusFlags.HasNotSupportedCriticalExtension | X509ChainStatusFlags.InvalidExtension
        | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotTimeValid
        | X509ChainStatusFlags.NotValidForUsage | X509ChainStatusFlags.HasWeakSignature
        | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>What makes the chain itself worthless, the gravest first.</summary>
    public static OriginFault Of(X509ChainStatusFlags status, X509Certificate2 leaf)
    {
        if ((status & X509ChainStatusFlags.NotSignatureValid) != 0) return OriginFault.BadSignature;
        if ((status & (
            X509ChainStatusFlags.HasNotSupportedCriticalExtension | X509ChainStatusFlags.InvalidExtension)) != 0)
            return OriginFault.UnknownExtension;
        if ((status & Authority) != 0) return OriginFault.BadAuthority;
        var isOwnIssuer = leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData);
        if ((status & X509ChainStatusFlags.UntrustedRoot) != 0)
            return isOwnIssuer ? OriginFault.SelfSigned : OriginFault.UntrustedRoot;
        if ((status & X509ChainStatusFlags.PartialChain) != 0)
            return isOwnIssuer ? OriginFault.SelfSigned : OriginFault.IncompleteChain;
        // Whatever a later version of the library may find: not trusted until somebody has thought about it.
        return (status & ~Known) != 0 ? OriginFault.BadAuthority : OriginFault.None;
    }

    /// <summary>What speaks against this use of a chain that is sound.</summary>
    public static OriginFault OfUse(X509ChainStatusFlags status) =>
        (status & X509ChainStatusFlags.NotValidForUsage) != 0 ? OriginFault.WrongUsage
        : (status & X509ChainStatusFlags.HasWeakSignature) != 0 ? OriginFault.WeakSignature
        : OriginFault.None;
}
