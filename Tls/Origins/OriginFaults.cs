namespace Pipelock.Tls.Origins;

/// <summary>What each fault is in words and by which rule.</summary>
public static class OriginFaults
{
    /// <summary>A sentence without a full stop.</summary>
    public static string Describe(OriginFault fault) => fault switch
    {
        OriginFault.NoCertificate => "the origin showed no certificate",
        OriginFault.Expired => "a certificate of the origin has expired",
        OriginFault.NotYetValid => "a certificate of the origin is not valid yet",
        OriginFault.WrongHost => "the origin's certificate is for another host",
        OriginFault.SelfSigned => "the origin's certificate is self-signed",
        OriginFault.UntrustedRoot => "the origin's certificate comes from an authority that is not trusted",
        OriginFault.IncompleteChain =>
            "the origin's certificate leads to no authority that is trusted, "
            + "or the origin does not send those in between",
        OriginFault.WeakSignature => "a certificate of the origin is signed with a broken hash (SHA-1 or older)",
        OriginFault.WeakKey => "a certificate of the origin has a key that is too short",
        OriginFault.WrongUsage => "the origin's certificate may not be used for a server",
        OriginFault.BadAuthority => "a certificate of the origin was signed by one that may not sign it",
        OriginFault.BadSignature => "a signature on a certificate of the origin does not fit",
        OriginFault.UnknownExtension => "a certificate of the origin has a critical extension that is not understood",
        OriginFault.Handshake => "the TLS handshake with the origin failed",
        _ => "nothing is wrong",
    };

    /// <summary>The rule that decides.</summary>
    public static string Rule(OriginFault fault) => fault switch
    {
        OriginFault.Expired or OriginFault.NotYetValid => "RFC 5280 §4.1.2.5",
        OriginFault.WrongHost => "RFC 9525 §6",
        OriginFault.WeakSignature => "RFC 9155 §2",
        OriginFault.WeakKey => "NIST SP 800-131A §3",
        OriginFault.WrongUsage => "RFC 5280 §4.2.1.12",
        OriginFault.BadAuthority => "RFC 5280 §4.2.1.9",
        OriginFault.UnknownExtension => "RFC 5280 §4.2",
        OriginFault.Handshake or OriginFault.NoCertificate => "RFC 8446 §4",
        _ => "RFC 5280 §6.1",
    };
}
