namespace Pipelock.Protocols.Http1;

/// <summary>
/// The fields a proxy acts on, removes or looks up. Closed, and at most 64 members so that <see cref="KnownHeaderSet"/>
/// is one machine word. <see cref="None"/> is every other field.
/// </summary>
public enum KnownHeader : byte
{
    /// <summary>Any other field.</summary>
    None,

    // Framing and connection (RFC 9112, RFC 9110 §7.6.1)

    /// <summary><c>Host</c>: RFC 9112 §3.2.</summary>
    Host,

    /// <summary><c>Connection</c>: RFC 9110 §7.6.1.</summary>
    Connection,

    /// <summary><c>Keep-Alive</c>: hop-by-hop.</summary>
    KeepAlive,

    /// <summary><c>Proxy-Connection</c>: RFC 9112 Appendix C.2.2.</summary>
    ProxyConnection,

    /// <summary><c>Transfer-Encoding</c>: RFC 9112 §6.1.</summary>
    TransferEncoding,

    /// <summary><c>Content-Length</c>: RFC 9110 §8.6.</summary>
    ContentLength,

    /// <summary><c>TE</c>: RFC 9110 §10.1.4.</summary>
    TE,

    /// <summary><c>Trailer</c>: RFC 9110 §6.6.2.</summary>
    Trailer,

    /// <summary><c>Upgrade</c>: RFC 9110 §7.8.</summary>
    Upgrade,

    /// <summary><c>Expect</c>: RFC 9110 §10.1.1.</summary>
    Expect,

    // Authentication

    /// <summary><c>Proxy-Authorization</c>: RFC 9110 §11.7.2.</summary>
    ProxyAuthorization,

    /// <summary><c>Proxy-Authenticate</c>: RFC 9110 §11.7.1.</summary>
    ProxyAuthenticate,

    /// <summary><c>Proxy-Authentication-Info</c>: RFC 9110 §11.7.3.</summary>
    ProxyAuthenticationInfo,

    /// <summary><c>Authorization</c>: RFC 9110 §11.6.2.</summary>
    Authorization,

    /// <summary><c>WWW-Authenticate</c>: RFC 9110 §11.6.1.</summary>
    WwwAuthenticate,

    /// <summary><c>Cookie</c>: RFC 6265 §4.2.</summary>
    Cookie,

    /// <summary><c>Set-Cookie</c>: RFC 6265 §4.1.</summary>
    SetCookie,

    // Content

    /// <summary><c>Content-Type</c>: RFC 9110 §8.3.</summary>
    ContentType,

    /// <summary><c>Content-Encoding</c>: RFC 9110 §8.4.</summary>
    ContentEncoding,

    /// <summary><c>Content-Range</c>: RFC 9110 §14.4.</summary>
    ContentRange,

    /// <summary><c>Content-MD5</c>: RFC 2616 §14.15.</summary>
    ContentMD5,

    /// <summary><c>Digest</c>: RFC 3230.</summary>
    Digest,

    /// <summary><c>Content-Digest</c>: RFC 9530 §2.</summary>
    ContentDigest,

    /// <summary><c>ETag</c>: RFC 9110 §8.8.3.</summary>
    ETag,

    // Request and response control

    /// <summary><c>Accept</c>: RFC 9110 §12.5.1.</summary>
    Accept,

    /// <summary><c>Accept-Encoding</c>: RFC 9110 §12.5.3.</summary>
    AcceptEncoding,

    /// <summary><c>Range</c>: RFC 9110 §14.2.</summary>
    Range,

    /// <summary><c>Max-Forwards</c>: RFC 9110 §7.6.2.</summary>
    MaxForwards,

    /// <summary><c>Cache-Control</c>: RFC 9111 §5.2.</summary>
    CacheControl,

    /// <summary><c>Pragma</c>: RFC 9111 §5.4.</summary>
    Pragma,

    /// <summary><c>Date</c>: RFC 9110 §6.6.1.</summary>
    Date,

    /// <summary><c>Location</c>: RFC 9110 §10.2.2.</summary>
    Location,

    /// <summary><c>Retry-After</c>: RFC 9110 §10.2.3.</summary>
    RetryAfter,

    /// <summary><c>Vary</c>: RFC 9110 §12.5.5.</summary>
    Vary,

    /// <summary><c>Age</c>: RFC 9111 §5.1.</summary>
    Age,

    /// <summary><c>Expires</c>: RFC 9111 §5.3.</summary>
    Expires,

    /// <summary><c>If-Match</c>: RFC 9110 §13.1.1.</summary>
    IfMatch,

    /// <summary><c>If-None-Match</c>: RFC 9110 §13.1.2.</summary>
    IfNoneMatch,

    /// <summary><c>If-Modified-Since</c>: RFC 9110 §13.1.3.</summary>
    IfModifiedSince,

    /// <summary><c>If-Unmodified-Since</c>: RFC 9110 §13.1.4.</summary>
    IfUnmodifiedSince,

    /// <summary><c>If-Range</c>: RFC 9110 §13.1.5.</summary>
    IfRange,

    /// <summary><c>User-Agent</c>: RFC 9110 §10.1.5.</summary>
    UserAgent,

    /// <summary><c>Origin</c>: RFC 6454 §7.</summary>
    Origin,

    // What tells about the client or the path

    /// <summary><c>Via</c>: RFC 9110 §7.6.3.</summary>
    Via,

    /// <summary><c>Forwarded</c>: RFC 7239.</summary>
    Forwarded,

    /// <summary><c>X-Forwarded-For</c>: the client a proxy saw.</summary>
    XForwardedFor,

    /// <summary><c>X-Forwarded-Host</c>: the host a client asked for.</summary>
    XForwardedHost,

    /// <summary><c>X-Forwarded-Proto</c>: the scheme a client used.</summary>
    XForwardedProto,

    /// <summary><c>X-Forwarded-Port</c>: the port a client used.</summary>
    XForwardedPort,

    /// <summary><c>X-Real-IP</c>: the client a proxy saw.</summary>
    XRealIP,

    // This product and message signatures (RFC 9421)

    /// <summary><c>X-Pipelock-Agent</c>: the agent that a client says it is.</summary>
    XPipelockAgent,

    /// <summary><c>Pipelock-Mediation</c>: this product on the way out.</summary>
    PipelockMediation,

    /// <summary><c>Signature</c>: RFC 9421 §4.2.</summary>
    Signature,

    /// <summary><c>Signature-Input</c>: RFC 9421 §4.1.</summary>
    SignatureInput,

    // WebSocket, server-sent events, MCP

    /// <summary><c>Sec-WebSocket-Key</c>: RFC 6455 §11.3.1.</summary>
    SecWebSocketKey,

    /// <summary><c>Sec-WebSocket-Protocol</c>: RFC 6455 §11.3.4.</summary>
    SecWebSocketProtocol,

    /// <summary><c>Sec-WebSocket-Extensions</c>: RFC 6455 §11.3.2.</summary>
    SecWebSocketExtensions,

    /// <summary><c>Sec-WebSocket-Version</c>: RFC 6455 §11.3.5.</summary>
    SecWebSocketVersion,

    /// <summary><c>Sec-WebSocket-Accept</c>: RFC 6455 §11.3.3.</summary>
    SecWebSocketAccept,

    /// <summary><c>Last-Event-ID</c>: where a stream of server-sent events resumes.</summary>
    LastEventId,

    /// <summary><c>Mcp-Session-Id</c>: the session of an MCP client.</summary>
    McpSessionId,
}
