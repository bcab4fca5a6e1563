namespace Pipelock.Protocols.Http1;

/// <summary>The one <c>Connection</c> field that a rebuilt head carries (RFC 9112 §9.3, RFC 9110 §7.8).</summary>
public enum ConnectionIntent : byte
{
    /// <summary>No <c>Connection</c> field: persistent in HTTP/1.1.</summary>
    Default,

    /// <summary><c>Connection: close</c>.</summary>
    Close,

    /// <summary><c>Connection: keep-alive</c>; only an HTTP/1.0 client needs it.</summary>
    KeepAlive,

    /// <summary><c>Connection: Upgrade</c>, and the message's own <c>Upgrade</c> fields are forwarded.</summary>
    Upgrade,
}
