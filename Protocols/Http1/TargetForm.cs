namespace Pipelock.Protocols.Http1;

/// <summary>The four forms of a request target (RFC 9112 §3.2).</summary>
public enum TargetForm : byte
{
    /// <summary><c>/path?query</c>: a request to this server itself, or to an intercepted origin (§3.2.1).</summary>
    Origin,

    /// <summary><c>http://host/path</c>: a request to a proxy (§3.2.2).</summary>
    Absolute,

    /// <summary><c>host:port</c>: only CONNECT (§3.2.3).</summary>
    Authority,

    /// <summary><c>*</c>: only OPTIONS (§3.2.4).</summary>
    Asterisk,
}
