namespace Pipelock.Protocols.ClientHello;

/// <summary>What the first bytes of a connection turned out to be.</summary>
public enum ClientHelloStatus : byte
{
    /// <summary>A valid beginning; call again with these bytes and those that follow.</summary>
    NeedMore,

    /// <summary>A whole ClientHello.</summary>
    Complete,

    /// <summary>The first byte is not that of a TLS handshake record.</summary>
    NotTls,

    /// <summary>
    /// It begins as TLS, but is not a well-formed ClientHello or exceeds <see cref="ClientHelloReader.MaxBytes"/>.
    /// </summary>
    Malformed,
}
