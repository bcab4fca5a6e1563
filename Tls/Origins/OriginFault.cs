namespace Pipelock.Tls.Origins;

/// <summary>Why an origin is not who it says, or cannot be spoken to safely.</summary>
public enum OriginFault : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>It showed no certificate.</summary>
    NoCertificate,

    /// <summary>The certificate's time is over.</summary>
    Expired,

    /// <summary>The certificate's time has not come.</summary>
    NotYetValid,

    /// <summary>The certificate is for other names.</summary>
    WrongHost,

    /// <summary>The certificate vouches for itself.</summary>
    SelfSigned,

    /// <summary>The chain ends in an authority that nobody here trusts.</summary>
    UntrustedRoot,

    /// <summary>A certificate between the origin's and a trusted one is missing.</summary>
    IncompleteChain,

    /// <summary>A signature was made with SHA-1, MD5 or older.</summary>
    WeakSignature,

    /// <summary>A key is too short: RSA below 2048 bits, EC below 256.</summary>
    WeakKey,

    /// <summary>The certificate may not be used for a server.</summary>
    WrongUsage,

    /// <summary>
    /// A certificate in the chain signed what it may not: it is no authority, or its limits forbid it.
    /// </summary>
    BadAuthority,

    /// <summary>A signature in the chain does not fit.</summary>
    BadSignature,

    /// <summary>A certificate has a critical extension that nobody understands.</summary>
    UnknownExtension,

    /// <summary>The handshake failed before or beside the certificate.</summary>
    Handshake,
}
